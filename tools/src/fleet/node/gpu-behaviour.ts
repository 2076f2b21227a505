/** Values without a data sheet: how a simulated card looks between idle and its power limit. */
interface Assumed {
  readonly value: number;
  readonly unit: string;
  readonly source: { readonly kind: "assumed"; readonly why: string };
}

const assumed = (value: number, unit: string, why: string): Assumed => ({
  value,
  unit,
  source: { kind: "assumed", why },
});

export const gpuBehaviour = {
  idlePowerRatio: assumed(0.12, "1", "data-centre cards idle at roughly a tenth of their limit"),
  loneRequestPowerRatio: assumed(0.45, "1", "reading the weights for one sequence already keeps the memory busy"),
  idleTemperature: assumed(33, "Cel", "a cooled rack at no load"),
  fullTemperature: assumed(74, "Cel", "below the slowdown limits of these cards"),
  temperatureTimeConstant: assumed(30, "s", "a heat sink follows the power within about half a minute"),
  idleMemory: assumed(0.006, "1", "driver and firmware hold a small part of the memory"),
} as const satisfies Record<string, Assumed>;

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

const gpuBehaviour = {
  idlePowerRatio: assumed(0.12, "1", "data-centre cards idle at roughly a tenth of their limit"),
  loneRequestPowerRatio: assumed(0.45, "1", "reading the weights for one sequence already keeps the memory busy"),
  idleTemperature: assumed(33, "Cel", "a cooled rack at no load"),
  fullTemperature: assumed(74, "Cel", "below the slowdown limits of these cards"),
  temperatureTimeConstant: assumed(30, "s", "a heat sink follows the power within about half a minute"),
  idleMemory: assumed(0.006, "1", "driver and firmware hold a small part of the memory"),
} as const satisfies Record<string, Assumed>;

/** What one GPU does at present, as its replica reports it. */
export interface GpuActivity {
  /** Share of the time since the last reading with at least one running request, 0…1. */
  readonly busyRatio: number;
  /** Running requests as a share of the most that the engine runs at once, 0…1. */
  readonly batchRatio: number;
  /** Bytes that the engine holds on this GPU. */
  readonly memoryUsed: number;
}

/** What nvidia-smi would report of it, in base units. */
export interface GpuReading {
  readonly utilizationRatio: number;
  readonly memoryUtilizationRatio: number;
  readonly memoryTotal: number;
  readonly memoryUsed: number;
  readonly memoryReserved: number;
  readonly powerDrawWatts: number;
  readonly powerLimitWatts: number;
  readonly temperatureCelsius: number;
}

export interface GpuLimits {
  readonly memory: number;
  readonly power: number;
}

const idle: GpuActivity = { busyRatio: 0, batchRatio: 0, memoryUsed: 0 };

/** Power over idle as a share of the range up to the limit: a lone request takes much of it, a full batch all. */
const powerShare = ({ busyRatio, batchRatio }: GpuActivity): number => {
  const lone = gpuBehaviour.loneRequestPowerRatio.value;
  return busyRatio * (lone + (1 - lone) * Math.sqrt(Math.min(1, batchRatio)));
};

const settledTemperature = (share: number): number => {
  const { idleTemperature, fullTemperature } = gpuBehaviour;
  return idleTemperature.value + (fullTemperature.value - idleTemperature.value) * share;
};

/** Temperature after `seconds` on the way to what the power asks for (first-order lag). */
const nextTemperature = (before: number | null, settled: number, seconds: number): number =>
  before === null
    ? settled
    : settled + (before - settled) * Math.exp(-seconds / gpuBehaviour.temperatureTimeConstant.value);

/**
 * The reading of one GPU. Utilisation says how long a kernel ran, as the driver's does, so it is near 1 with a single
 * request already; power and memory activity show more.
 * @param activity null: no replica is placed on the GPU
 * @param before temperature of the reading before, null at the first; @param seconds time since then
 */
export const gpuReading = (
  limits: GpuLimits,
  activity: GpuActivity | null,
  { before, seconds }: { readonly before: number | null; readonly seconds: number },
): GpuReading => {
  const now = activity ?? idle;
  const share = powerShare(now);
  const idlePower = limits.power * gpuBehaviour.idlePowerRatio.value;
  const reserved = limits.memory * gpuBehaviour.idleMemory.value;
  return {
    utilizationRatio: now.busyRatio,
    memoryUtilizationRatio: share,
    memoryTotal: limits.memory,
    memoryUsed: Math.min(now.memoryUsed, limits.memory - reserved),
    memoryReserved: reserved,
    powerDrawWatts: idlePower + (limits.power - idlePower) * share,
    powerLimitWatts: limits.power,
    temperatureCelsius: nextTemperature(before, settledTemperature(share), seconds),
  };
};

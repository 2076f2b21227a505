import {
  type ComparedPolicy,
  compareToFrontier,
  createPolicy,
  generateLoad,
  type LoadShapeName,
  loadShapeNamed,
  loadShapeNames,
} from "@loadline/simulation";
import { Command, InvalidArgumentError } from "commander";

const positiveList = (text: string): readonly number[] => {
  const values = text.split(",").map(Number);
  if (values.every((value) => Number.isFinite(value) && value > 0)) return values;
  throw new InvalidArgumentError("expected numbers above 0, with commas");
};

const shareOf = (text: string): number => {
  const value = Number(text);
  if (value >= 0 && value < 1) return value;
  throw new InvalidArgumentError("expected a number from 0 to below 1");
};

interface Options {
  readonly hours: readonly number[];
  readonly leadTimes: readonly number[];
  readonly seeds: readonly number[];
  readonly noise: number;
  readonly correlation: number;
  readonly rate: number;
  readonly replicas: number;
  readonly loads: string;
  readonly policies: string;
}

const options = new Command("node tools/dist/bench/load-table.js")
  .description(
    "Every generated load, scored from its first minute: what a policy costs less the pod autoscaler with its defaults, and less the one whose window and target were picked in hindsight, at equal unserved demand.",
  )
  .option("--hours <list>", "lengths of the loads", positiveList, [1, 24, 72])
  .option("--lead-times <list>", "seconds from order to serving", positiveList, [60, 300, 900])
  .option("--seeds <list>", "seeds of noise; the middle one counts", positiveList, [7])
  .option("--noise <share>", "deviation of the noise", shareOf, 0.05)
  .option("--correlation <share>", "correlation of the noise from step to step", shareOf, 0.8)
  .option("--rate <n>", "base rate per second", Number, 200)
  .option("--replicas <n>", "replicas that the mean of a load keeps busy", Number, 25)
  .option("--loads <list>", "generated loads", loadShapeNames.join(","))
  .option("--policies <list>", "policies to place", "loadline")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/load-table.js --hours 72 --loads flash-crowd,level-shift")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

const stepSeconds = 15;
const secondsPerHour = 3600;

const loadsOf = (shape: LoadShapeName, hours: number): readonly Float64Array[] =>
  options.seeds.map((seed) =>
    generateLoad(shape, {
      baseRate: options.rate,
      seconds: hours * secondsPerHour,
      stepSeconds,
      noise: options.noise,
      correlation: options.correlation,
      seed,
    }),
  );

const capacityFor = ([load = new Float64Array(1)]: readonly Float64Array[]): number =>
  load.reduce((sum, value) => sum + value, 0) / load.length / options.replicas;

const gapText = (gap: number | null): string => (gap === null ? "beyond" : `${gap < 0 ? "" : "+"}${gap.toFixed(3)}`);

const cells = (one: ComparedPolicy, usualActions: number): string =>
  [
    one.policy.padEnd(16),
    one.ratioToMinimum.toFixed(3),
    `${(100 * one.unservedShare).toFixed(3)} %`.padStart(9),
    `${one.actions}/${usualActions}`.padStart(9),
    gapText(one.toDefaults).padStart(7),
    gapText(one.toHindsight).padStart(7),
  ].join("  ");

const policies = options.policies.split(",").map((policy) => ({
  policy,
  policyFor: (demandAhead: Float64Array) =>
    createPolicy(policy, { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead }),
}));

process.stdout.write(
  `${"load".padEnd(14)}  hours  lead  ${"policy".padEnd(16)}  cost   unserved    actions  defaults  hindsight\n`,
);
for (const hours of options.hours) {
  for (const name of options.loads.split(",")) {
    const loads = loadsOf(loadShapeNamed(name), hours);
    const capacity = capacityFor(loads);
    for (const leadTimeSeconds of options.leadTimes) {
      const { usual, policies: compared } = compareToFrontier(loads, policies, {
        capacity,
        leadTimeSeconds,
        stepSeconds,
      });
      for (const one of compared) {
        const place = `${name.padEnd(14)}  ${String(hours).padStart(5)}  ${String(leadTimeSeconds).padStart(4)}`;
        process.stdout.write(`${place}  ${cells(one, usual.actions)}\n`);
      }
    }
  }
}

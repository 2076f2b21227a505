import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { baselineSeed } from "@loadline/core";
import {
  bridgeGaps,
  createPolicy,
  generateLoad,
  loadSeries,
  parseServegenLoad,
  referenceNoise,
  simulateFluid,
} from "@loadline/simulation";
import { Command } from "commander";

const { rounds, trace } = new Command("node tools/dist/bench/scaling.js")
  .description("Times 14 days of 15 s steps under twelve policies, and the seed document's day beside its own Python.")
  .option("--rounds <n>", "rounds after the warm-up; the middle one counts", "7")
  .option("--trace <file>", "14 days of ServeGen windows; by default a generated load of that length")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/scaling.js --trace m-large-10min.csv --rounds 11")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ rounds: string; trace?: string }>();

const stepSeconds = 15;
const days = 14;
const secondsPerDay = 86_400;
const millisecondsPerSecond = 1000;
const seed = 7;
const seedDayCalls = 3000;
const leadTimeSeconds = 300;
const meanReplicas = 25;
const policies = [
  "hpa:0.7",
  "hpa:0.8",
  "keda",
  "kpa",
  "ray",
  "target-tracking",
  "dynamo",
  "seed",
  "loadline:0.8",
  "loadline",
  "loadline:1.25",
  "clairvoyant",
];

const load = async (): Promise<Float64Array> => {
  if (trace === undefined) {
    return generateLoad("week", { ...referenceNoise, baseRate: 200, seconds: days * secondsPerDay, stepSeconds, seed });
  }
  const { rates, windowSeconds } = parseServegenLoad(await readFile(trace, "utf8"));
  return loadSeries(bridgeGaps(rates), { ...referenceNoise, windowSeconds, stepSeconds, seed, shape: "linear" });
};

const demand = await load();
const capacity = demand.reduce((sum, value) => sum + value, 0) / demand.length / meanReplicas;

/** Seconds of one call, the middle of the rounds. */
const timed = (work: () => unknown): number => {
  work();
  const found = Array.from({ length: Number(rounds) }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / millisecondsPerSecond;
  }).toSorted((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? Number.NaN;
};

const bounds = { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead: demand };
const runOf = (name: string) =>
  simulateFluid(demand, createPolicy(name, bounds), { capacity, leadTimeSeconds, stepSeconds });

process.stdout.write(`${demand.length} steps of ${stepSeconds} s, ${policies.length} policies\n`);
for (const name of policies) process.stdout.write(`${name}: ${timed(() => runOf(name)).toFixed(3)} s\n`);
const all = timed(() => policies.map(runOf));
process.stdout.write(`all together: ${all.toFixed(3)} s\n`);

/** The document's second listing: its day, minute by minute, and its figures. */
const seedListing = `
import timeit
traffic = [20, 15, 12, 10, 8, 12, 25, 40, 70, 95, 120, 140, 160, 180, 200, 185, 170, 150, 120, 100, 80, 60, 40, 25]
policies = dict(up=75, down=30, up_cooldown=5, down_cooldown=15, up_percent=50, down_percent=25, least=2, most=100)
def day():
    timeline, replicas, last = [], policies['least'], 0
    for minute in range(24 * 60):
        rps = traffic[minute // 60 % len(traffic)]
        per_replica = 10
        utilization = rps / (replicas * per_replica) * 100
        action, wanted, since = 'none', replicas, minute - last
        if utilization > policies['up'] and since >= policies['up_cooldown']:
            wanted = min(int(replicas * (1 + policies['up_percent'] / 100)), policies['most'])
            action, last = 'scale_up', minute
        elif utilization < policies['down'] and since >= policies['down_cooldown']:
            wanted = max(int(replicas * (1 - policies['down_percent'] / 100)), policies['least'])
            action, last = 'scale_down', minute
        replicas = wanted
        timeline.append({'minute': minute, 'hour': minute / 60, 'current_rps': rps, 'replicas': replicas,
            'utilization': utilization, 'scaling_action': action, 'hourly_cost': replicas * 3.20,
            'capacity_rps': replicas * per_replica})
    cost = sum([e['hourly_cost'] for e in timeline]) / 60
    average = sum([e['utilization'] for e in timeline]) / len(timeline)
    highest, lowest = max([e['replicas'] for e in timeline]), min([e['replicas'] for e in timeline])
    events = sum([1 for e in timeline if e['scaling_action'] != 'none'])
    over = sum([max(0, e['capacity_rps'] - e['current_rps']) for e in timeline])
    hours = sum([e['capacity_rps'] for e in timeline]) / 60
    waste = over / 60 / hours * 100
    return cost * 24, average, highest, lowest, events, waste, max(0, 100 - waste - events * 2)
n = 20
print(min(timeit.repeat(day, number=n, repeat=15)) / n)
`;

/** Seconds of one call, the least of many: what the machine needs when nothing else disturbs it, as timeit is read. */
const least = (work: () => unknown): number => {
  let found = Number.POSITIVE_INFINITY;
  for (let call = 0; call < seedDayCalls; call++) {
    const start = performance.now();
    work();
    found = Math.min(found, (performance.now() - start) / millisecondsPerSecond);
  }
  return found;
};

const { dailyTraffic, scaling } = baselineSeed();
const perHour = 60;
const seedTraffic = Float64Array.from(
  { length: dailyTraffic.length * perHour },
  (_, minute) => dailyTraffic[Math.floor(minute / perHour)] ?? 0,
);
const seedBounds = { minimumReplicas: scaling.minReplicas, maximumReplicas: scaling.maxReplicas };
const seedPolicy = createPolicy("seed", { ...seedBounds, stepSeconds: perHour, demandAhead: null });
const dayOf = () =>
  simulateFluid(seedTraffic, seedPolicy, {
    capacity: scaling.rpsPerReplica,
    leadTimeSeconds: 0,
    stepSeconds: perHour,
    initialReplicas: scaling.minReplicas,
    usdPerReplicaHour: scaling.gpuCostPerHour,
  }).score;
const seedDay = least(dayOf);
const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;
const { actions } = dayOf();
process.stdout.write(`the document's day, ${actions} actions: ${microseconds(seedDay)}\n`);
const python = spawnSync("python3", ["-c", seedListing], { encoding: "utf8" });
if (python.status === 0) {
  const theirs = Number(python.stdout);
  process.stdout.write(`the same in Python: ${microseconds(theirs)}, ${(theirs / seedDay).toFixed(0)} times as long\n`);
} else {
  process.stdout.write("the same in Python: not timed, there is no python3\n");
}

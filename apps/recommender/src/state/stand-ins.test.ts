import fc from "fast-check";
import { expect, test } from "vitest";
import { type SyntheticEngine, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { afterLook, type Held } from "./holders.ts";

const rememberSeconds = 60;
const patienceSeconds = 180;
const settings = { deployment: "chat", freshnessSeconds: 20, workSeconds: 600, patienceSeconds, mostPerNode: 4 };
const stepSeconds = 10;
const begin = 10_000;

/** What the liar says for some steps, beside or instead of the truth. */
interface Phase {
  readonly steps: number;
  readonly truth: boolean;
  readonly silent: boolean;
  readonly restarts: boolean;
  readonly idle: number;
  /** Engines that count, which have run for long under another name or for another deployment. */
  readonly old: number;
  /** Engines of the first honest node. */
  readonly copied: boolean;
}

const phase: fc.Arbitrary<Phase> = fc.record({
  steps: fc.integer({ min: 1, max: 30 }),
  truth: fc.boolean(),
  silent: fc.boolean(),
  restarts: fc.boolean(),
  idle: fc.integer({ min: 0, max: 9 }),
  old: fc.integer({ min: 0, max: 9 }),
  copied: fc.boolean(),
});

const engineOf = (id: string, finished: number, startedAt: number): SyntheticEngine => ({
  id,
  deployment: "chat",
  startedAt,
  finished,
});

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Engines of an honest node, each with a request a second. */
const truthOf = (node: string, count: number, now: number): readonly SyntheticEngine[] =>
  times(count, (index) => engineOf(`${node}-${index}`, now - begin, begin - 5_000));

const liedBy = ({ truth, idle, old, copied }: Phase, replicas: number, now: number): readonly SyntheticEngine[] => [
  ...(truth ? truthOf("liar", replicas, now) : []),
  ...times(idle, (index) => engineOf(`idle-${index}`, 0, now)),
  ...times(old, (index) => engineOf(`old-${index}`, now - begin, begin - 3_000 - index)),
  ...(copied ? truthOf("n0", replicas, now) : []),
];

/** A silent node, a liar, and honest nodes that say all the time the same. */
const watch = (phases: readonly Phase[], { honest, replicas }: { honest: number; replicas: number }) => {
  let now = begin;
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds, monotonic: () => now });
  let held: Held = { holders: {}, replaced: {}, late: [] };
  const target = (honest + 2) * replicas;
  let boot = 0;
  let seq = 0;
  const hear = (node: string, engines: readonly SyntheticEngine[]): void => {
    const bootId = node === "liar" ? `boot-000${boot}` : "boot-0000";
    fleet.accept(node, syntheticTelemetry({ bootId, seq, sampledAt: now, engines }), now);
  };
  const look = (liar: readonly SyntheticEngine[] | null, silent: boolean): void => {
    now += stepSeconds;
    seq += 1;
    for (const node of times(honest, (index) => `n${index}`)) hear(node, truthOf(node, replicas, now));
    if (liar !== null) hear("liar", liar);
    if (!silent) hear("gone", truthOf("gone", replicas, now));
    fleet.forget(now);
    held = afterLook(held, { nodes: fleet.nodes, ready: target }, { ...settings, target, now });
  };
  for (let step = 0; step < 10; step++) look(truthOf("liar", replicas, now + stepSeconds), false);
  const missing: boolean[] = [];
  for (const one of phases) {
    if (one.restarts) boot += 1;
    for (let step = 0; step < one.steps; step++) {
      look(one.silent ? null : liedBy(one, replicas, now + stepSeconds), true);
      missing.push("gone" in held.holders);
    }
  }
  return missing;
};

/** What is told once, comes back with its node, and is left out for a sample then. */
const flickering = { steps: 1, truth: false, restarts: false, silent: false, idle: 0, old: 2, copied: false };

test("whatever one node makes up that is old, idle or another's, a silent node stays missing while no honest one tells more", () => {
  const fleets = fc.record({ honest: fc.integer({ min: 2, max: 5 }), replicas: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 8 }), fleets, (phases, fleet) => {
      expect(watch(phases, fleet)).not.toContain(false);
    }),
    {
      numRuns: 150,
      examples: [
        [
          [flickering, { ...flickering, steps: 7, silent: true }, flickering, { ...flickering, old: 0 }, flickering],
          { honest: 2, replicas: 1 },
        ],
      ],
    },
  );
}, 120_000);

test("an honest loss is forgotten once its replicas have come back and are called, on whatever nodes with GPUs", () => {
  const back = fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(back, fc.integer({ min: 2, max: 120 }), (places, delaySteps) => {
      const replicas = 2;
      let now = begin;
      const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds, monotonic: () => now });
      let held: Held = { holders: { gone: now + stepSeconds }, replaced: {}, late: [] };
      const cameAt = begin + delaySteps * stepSeconds;
      for (let seq = 0; seq < delaySteps + 7; seq++) {
        now += stepSeconds;
        for (const [index, node] of ["n0", "n1", "n2", "spare"].entries()) {
          const old = node === "spare" ? [] : truthOf(node, replicas, now);
          const moved = places.flatMap((place, nth) =>
            place === index && now >= cameAt ? [engineOf(`moved-${nth}`, now - cameAt, cameAt - 5)] : [],
          );
          fleet.accept(node, syntheticTelemetry({ seq, sampledAt: now, engines: [...old, ...moved] }), now);
        }
        held = afterLook(held, { nodes: fleet.nodes, ready: 8 }, { ...settings, target: 8, now });
        if (now < cameAt) expect(held.holders).toHaveProperty("gone");
      }
      expect(held.holders).not.toHaveProperty("gone");
      expect(held.replaced["gone"]?.by.length).toBe(replicas);
    }),
    { numRuns: 100 },
  );
}, 120_000);

import type { SyntheticEngine } from "../synthetic-node.ts";

/** What a node reports of its engines instead of the truth; `before`: what was true when that began. */
export type FalseReport = (
  truth: readonly SyntheticEngine[],
  before: ReadonlyMap<string, SyntheticEngine>,
) => readonly SyntheticEngine[];

const ofEach =
  (report: (engine: SyntheticEngine) => Partial<SyntheticEngine>): FalseReport =>
  (truth) =>
    truth.map((engine) => ({ ...engine, ...report(engine) }));

const work = ["finished", "promptTokens", "generatedTokens", "interTokenSeconds", "interTokenCount"] as const;
type Counter = (typeof work)[number];

/** Counters that rise by a share of what they really rise by. */
const rising =
  (share: number, counters: readonly Counter[] = work): FalseReport =>
  (truth, before) =>
    truth.map((engine) => {
      const reported = counters.map((key) => {
        const from = before.get(engine.id)?.[key] ?? 0;
        return [key, from + share * ((engine[key] ?? 0) - from)] as const;
      });
      return { ...engine, ...Object.fromEntries(reported) };
    });

const nobodys = ["x1", "x2", "x3"] as const;

/** What no engine reports, or no reader accepts. */
const blatant: readonly FalseReport[] = [
  ofEach(({ waiting }) => ({ waiting: ((waiting ?? 0) + 1) * 1e6 })),
  ofEach(({ finished }) => ({ finished: (finished ?? 0) * 1e3 })),
  ofEach(() => ({ finished: -5 })),
  ofEach(() => ({ finished: 7 })),
  ofEach(() => ({ draining: true })),
  ofEach(({ interTokenSeconds }) => ({ interTokenSeconds: (interTokenSeconds ?? 0) * 100 })),
  ofEach(({ promptTokens }) => ({ promptTokens: (promptTokens ?? 0) * 50 })),
  ofEach(() => ({ id: "r1" })),
  ofEach(() => ({ startedAt: 1e12 })),
];

/** What only the reports of the other nodes contradict, by what it is. */
export const plausibleReports: Readonly<Record<string, FalseReport>> = {
  "counters that stand still": rising(0),
  "a tenth of its work": rising(0.1),
  "six tenths of its work": rising(0.6),
  "nearly twice its work": rising(1.8),
  "a third of its latency": rising(0.3, ["interTokenSeconds"]),
  "three times its latency": rising(3, ["interTokenSeconds"]),
  "fewer tokens in each request": rising(0.4, ["promptTokens", "generatedTokens"]),
  "busy engines that it does not run": (truth) => [
    ...truth,
    ...truth.slice(0, 1).flatMap((one) => nobodys.map((id) => ({ ...one, id }))),
  ],
  "idle engines that it does not run": (truth) => [
    ...truth,
    ...nobodys.map((id) => ({ id, deployment: "chat", startedAt: 1, finished: 0 })),
  ],
  "no engine at all": () => [],
  "one engine less": (truth) => truth.slice(1),
  "engines that do not answer": ofEach(() => ({ reachable: false })),
  "engines of another deployment": ofEach(() => ({ deployment: "code" })),
};

export const implausibleReports: readonly FalseReport[] = [...blatant, ...Object.values(plausibleReports)];

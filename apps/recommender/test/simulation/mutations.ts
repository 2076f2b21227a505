import type { Decision } from "@loadline/control";
import type { Assessment } from "../../src/decide/assessment.ts";
import type { LoopDeps } from "../../src/loop/loop.ts";
import type { FaultKind } from "./faults.ts";
import type { Sabotage } from "./sabotage.ts";

/** A broken rule, the invariant that has to notice, and what must go wrong beside it for the rule to matter. */
export interface Mutation {
  readonly name: string;
  readonly notices: string;
  readonly sabotage: () => Sabotage;
  /** null: the seed's own load without any fault. */
  readonly fault: FaultKind | null;
}

/** Every decision of a process replaced. */
const deciding =
  (change: (assessment: Assessment) => Partial<Decision> | null): NonNullable<Sabotage["parts"]> =>
  (deps) => {
    const decide = deps.deployments.deciding.bind(deps.deployments);
    deps.deployments.deciding = function* (...call) {
      const assessments = yield* decide(...call);
      return assessments.map((assessment) => {
        const changed = change(assessment);
        return changed === null ? assessment : { ...assessment, decision: { ...assessment.decision, ...changed } };
      });
    };
    return deps;
  };

const fall = (count: number): Partial<Decision> => {
  const desired = Math.max(1, count);
  const load = { requestsPerSecond: 0, backlog: 0, horizonSeconds: null, quantile: null };
  return { verdict: "scale-down", reason: { code: "demand-below-load-line", load, seconds: 0, desired }, desired };
};

const counting = (): ((every: number) => boolean) => {
  let calls = 0;
  return (every) => {
    calls += 1;
    return calls % every === 0;
  };
};

const losingMessages = (): Sabotage => {
  const isTurn = counting();
  return { message: (message) => (isTurn(9) ? null : message) };
};

const countingTwice = (): Sabotage => {
  let restamped = 0;
  return {
    sample: (sample) => {
      restamped += 1;
      return { ...sample, seq: restamped, sampledAt: sample.sampledAt + restamped / 1e6 };
    },
  };
};

const withoutCounter = (name: "gapSamples" | "rejected"): Sabotage => ({
  parts: (deps: LoopDeps) => {
    deps.metrics.counters[name].inc = () => undefined;
    return deps;
  },
});

const swinging = (): Sabotage => {
  let calls = 0;
  return {
    parts: deciding(({ decision: { desired } }) => {
      calls += 1;
      return desired === null ? null : { desired: desired + (Math.floor(calls / 15) % 2) };
    }),
  };
};

const publishingNothing: Sabotage = {
  parts: (deps) => ({
    ...deps,
    recoverPublisher: async (...call) => {
      const publisher = await deps.recoverPublisher(...call);
      publisher.publish = () => Promise.resolve({ kind: "skipped" });
      return publisher;
    },
  }),
};

const believingAnyPlan: Sabotage = {
  parts: (deps) => {
    const { planFile } = deps;
    return { ...deps, planFile: { ...planFile, current: planFile.current, refresh: planFile.refresh, fault: null } };
  },
};

export const mutations: readonly Mutation[] = [
  { name: "stored samples are lost on their way", notices: "I1", sabotage: losingMessages, fault: "duplicates" },
  { name: "a repeated sample is a new one", notices: "I2", sabotage: countingTwice, fault: "duplicates" },
  {
    name: "missing samples are not counted",
    notices: "I2",
    sabotage: () => withoutCounter("gapSamples"),
    fault: "node-stale",
  },
  {
    name: "each repetition is published as a decision",
    notices: "I3",
    sabotage: () => ({
      event: (event) => ({
        ...event,
        data: { ...event.data, decision: { ...event.data.decision, heartbeat: false } },
      }),
    }),
    fault: null,
  },
  {
    name: "the replicas of a stale node count as idle",
    notices: "I4",
    sabotage: () => ({
      parts: deciding(({ decision: { missing, desired } }) =>
        missing.length > 0 && desired !== null ? fall(desired - 1) : null,
      ),
    }),
    fault: "node-stale",
  },
  {
    name: "the count falls to what carries nothing",
    notices: "I5",
    sabotage: () => ({
      parts: deciding(({ decision: { reason } }) => (reason.code === "within-load-line" ? fall(1) : null)),
    }),
    fault: null,
  },
  { name: "the count goes to and fro", notices: "I6", sabotage: swinging, fault: null },
  {
    name: "the plan's maximum is no limit",
    notices: "I7",
    sabotage: () => ({ parts: deciding(() => ({ verdict: "scale-up", desired: 40 })) }),
    fault: null,
  },
  {
    name: "a count is no whole number",
    notices: "I7",
    sabotage: () => ({ parts: deciding(() => ({ desired: 2.5 })) }),
    fault: null,
  },
  {
    name: "every process publishes in the same epoch and revision",
    notices: "I8",
    sabotage: () => ({
      event: (event) => ({
        ...event,
        data: { ...event.data, decision: { ...event.data.decision, epoch: 1, revision: 1 } },
      }),
    }),
    fault: "killed",
  },
  {
    name: "revisions are left out of which no event was on its way",
    notices: "I8",
    sabotage: () => ({
      event: (event) => {
        const { decision } = event.data;
        return { ...event, data: { ...event.data, decision: { ...decision, revision: 2 * decision.revision } } };
      },
    }),
    fault: null,
  },
  {
    name: "nodes that are long gone still count",
    notices: "I9",
    sabotage: () => ({ config: { freshnessSeconds: 1e6, replaySeconds: 1e6 } }),
    fault: "spot-loss",
  },
  {
    name: "a node has another name at each sample",
    notices: "I10",
    sabotage: () => ({
      parts: (deps) => {
        const accept = deps.fleet.accept.bind(deps.fleet);
        let node = 0;
        deps.fleet.accept = (name, ...call) => {
          node += 1;
          return accept(`${name}-${node}`, ...call);
        };
        return deps;
      },
    }),
    fault: "duplicates",
  },
  { name: "refusals have no reason", notices: "I11", sabotage: () => withoutCounter("rejected"), fault: "garbage" },
  { name: "a broken plan is not reported", notices: "I12", sabotage: () => believingAnyPlan, fault: "plan-broken" },
  { name: "the leader publishes nothing", notices: "stale", sabotage: () => publishingNothing, fault: null },
];

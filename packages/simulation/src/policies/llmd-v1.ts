import { type EngineState, kvUsageRatio } from "./engine-observation.ts";
import { enginesOf } from "./fluid-engines.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

export interface LlmdState {
  readonly decidedAt: number | null;
  /** What was published last: it stands until the next decision. */
  readonly wanted: number | null;
}

/** @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/docs/saturation-scaling-config.md */
export const llmdDefaults = {
  /** Cache use and requests in line from which a replica counts as saturated. */
  ...{ kvThreshold: 0.8, queueThreshold: 5 },
  /** Mean headroom below which a replica is added. */
  ...{ kvSpareTrigger: 0.1, queueSpareTrigger: 3 },
  intervalSeconds: 30,
} as const;
const { kvThreshold, queueThreshold, kvSpareTrigger, queueSpareTrigger, intervalSeconds } = llmdDefaults;

/** Below two open replicas the load has nowhere to go. */
const fewestForScaleDown = 2;

interface Headroom {
  readonly open: number;
  readonly kv: number;
  readonly queue: number;
}

/** Mean headroom of the replicas that are not saturated; zero when all are. */
const headroomOf = (engines: readonly EngineState[]): Headroom => {
  const open = engines.filter((engine) => kvUsageRatio(engine) < kvThreshold && engine.waiting < queueThreshold);
  const mean = (of: (engine: EngineState) => number): number =>
    open.length === 0 ? 0 : open.reduce((sum, engine) => sum + of(engine), 0) / open.length;
  return {
    open: open.length,
    kv: mean((engine) => kvThreshold - kvUsageRatio(engine)),
    queue: mean(({ waiting }) => queueThreshold - waiting),
  };
};

/** Whether one replica fewer would leave enough headroom when its load moves to the others. */
const isScaleDownSafe = ({ open, kv, queue }: Headroom): boolean => {
  if (open < fewestForScaleDown) return false;
  const factor = open / (open - 1);
  const kvLeft = kvThreshold - (kvThreshold - kv) * factor;
  const queueLeft = queueThreshold - (queueThreshold - queue) * factor;
  return kvLeft >= kvSpareTrigger && queueLeft >= queueSpareTrigger;
};

const decidedCount = (engines: readonly EngineState[], current: number): number => {
  if (engines.length === 0 || engines.length !== current) return current;
  const headroom = headroomOf(engines);
  if (headroom.kv < kvSpareTrigger || headroom.queue < queueSpareTrigger) return current + 1;
  return isScaleDownSafe(headroom) ? current - 1 : current;
};

/**
 * llm-d's saturation analyser by percentages (V1), for one variant: a replica more when the mean headroom of the unsaturated
 * ones is small, one less when the others would keep enough, nothing while replicas are on their way.
 * @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/internal/saturation/analyzer.go
 */
export const llmdV1Policy: ScalingPolicy<LlmdState> = {
  name: "llmd-v1",
  holdsOnUnknown: true,
  start: { decidedAt: null, wanted: null },
  step: (state, input) => {
    const current = currentReplicas(input);
    const observed = enginesOf(input);
    if (observed === null) return { state, desired: current };
    const early = state.decidedAt !== null && input.at - state.decidedAt < intervalSeconds;
    if (early) return { state, desired: state.wanted ?? current };
    const desired = decidedCount(observed.engines, current);
    return { state: { decidedAt: input.at, wanted: desired }, desired };
  },
};

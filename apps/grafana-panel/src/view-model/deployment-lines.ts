import { type AlignedValues, alignTo, sharedAxis } from "./align.ts";
import type { Series } from "./read-frames.ts";
import { recommendedCapacity } from "./recommended-capacity.ts";
import type { Phase } from "./role.ts";
import { selectSeries } from "./select-series.ts";

/** Tokens per second over time, of one phase. */
export interface RateLines {
  readonly planned: AlignedValues;
  readonly capacity: AlignedValues;
  readonly loadLine: AlignedValues;
  readonly demand: AlignedValues;
  readonly recommended: AlignedValues;
}

export interface ReplicaLines {
  readonly planned: AlignedValues;
  readonly ready: AlignedValues;
  readonly desired: AlignedValues;
}

export interface DeploymentLines {
  readonly timesMs: readonly number[];
  readonly rates: RateLines;
  readonly replicas: ReplicaLines;
}

/** The series that the lines are drawn from; undefined where the data has none. */
export interface LineSeries {
  readonly plannedCapacity: Series | undefined;
  readonly capacity: Series | undefined;
  readonly loadLine: Series | undefined;
  readonly demand: Series | undefined;
  readonly planned: Series | undefined;
  readonly ready: Series | undefined;
  readonly pending: Series | undefined;
  readonly desired: Series | undefined;
}

export const lineSeries = (series: readonly Series[], phase: Phase | null): LineSeries => {
  const rate = (role: "planned-capacity" | "capacity" | "load-line" | "demand") =>
    selectSeries(series, role, phase === null ? {} : { phase });
  return {
    plannedCapacity: rate("planned-capacity"),
    capacity: rate("capacity"),
    loadLine: rate("load-line"),
    demand: rate("demand"),
    planned: selectSeries(series, "planned-replicas"),
    ready: selectSeries(series, "ready-replicas"),
    pending: selectSeries(series, "pending-replicas"),
    desired: selectSeries(series, "desired-replicas"),
  };
};

interface RecommendedParts {
  readonly planned: AlignedValues;
  readonly capacity: AlignedValues;
  readonly replicas: ReplicaLines;
}

/** Where a part has no sample of its own the line goes on, as that part's does. */
const recommendedLine = ({ planned, capacity, replicas }: RecommendedParts): AlignedValues => {
  if (!replicas.desired.some((desired) => typeof desired === "number")) return replicas.desired;
  return replicas.desired.map((desired, index) => {
    const parts = [desired, replicas.ready[index], capacity[index], replicas.planned[index], planned[index]];
    if (parts.includes(undefined)) return undefined;
    const [wanted = null, ready = null, readyCapacity = null, plannedReplicas = null, plannedCapacity = null] = parts;
    return recommendedCapacity(wanted, { ready, capacity: readyCapacity, planned: plannedReplicas, plannedCapacity });
  });
};

/** All lines of a deployment on one time axis. */
export const deploymentLines = (series: LineSeries): DeploymentLines => {
  const timesMs = sharedAxis(Object.values(series).filter((one) => one !== undefined));
  const empty: AlignedValues = timesMs.map(() => null);
  const line = (one: Series | undefined): AlignedValues => (one ? alignTo(timesMs, one) : empty);
  const replicas = { planned: line(series.planned), ready: line(series.ready), desired: line(series.desired) };
  const rates = {
    planned: line(series.plannedCapacity),
    capacity: line(series.capacity),
    loadLine: line(series.loadLine),
    demand: line(series.demand),
  };
  return { timesMs, replicas, rates: { ...rates, recommended: recommendedLine({ ...rates, replicas }) } };
};

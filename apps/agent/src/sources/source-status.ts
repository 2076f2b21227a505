import type { SourceStatus } from "@loadline/wire";

/** A read that has not ended. */
export interface Reading {
  readonly startedAt: number;
  readonly deadlineSeconds: number;
}

/** The last read that ended. */
export interface Finished {
  readonly kind: "ok" | "degraded" | "failed" | "absent";
  readonly durationSeconds: number;
  readonly detail: string | null;
}

export interface StatusInput {
  readonly now: number;
  readonly reading: Reading | null;
  readonly last: Finished | null;
  /** Age of the last good values; null when there never were any. */
  readonly ageSeconds: number | null;
  readonly fresh: boolean;
}

const longestDetail = 500;
const seconds = (value: number): string => `${value.toFixed(1)} s`;

type Verdict = Pick<SourceStatus, "state" | "detail">;

const hanging = ({ now, reading }: StatusInput): Verdict | null => {
  if (reading === null || now - reading.startedAt < reading.deadlineSeconds) return null;
  const since = seconds(now - reading.startedAt);
  return { state: "stalled", detail: `a read hangs since ${since}, deadline ${seconds(reading.deadlineSeconds)}` };
};

const tooOld = ({ last, ageSeconds, fresh }: StatusInput): Verdict | null => {
  if (ageSeconds === null || fresh) return null;
  const because = last?.detail === null || last === null ? "" : `; ${last.detail}`;
  return { state: "stalled", detail: `no values since ${seconds(ageSeconds)}${because}` };
};

const ofLastRead = ({ now, reading, last }: StatusInput): Verdict => {
  if (last !== null) {
    return { state: last.kind === "failed" ? "degraded" : last.kind, detail: last.detail };
  }
  const running = reading === null ? "no read yet" : `first read runs since ${seconds(now - reading.startedAt)}`;
  return { state: "degraded", detail: running };
};

/**
 * State of a source. First that holds: a read beyond its deadline or values beyond the freshness limit → stalled;
 * last read says there is no such thing here → absent; failed or incomplete → degraded; else ok.
 */
export const statusOf = (input: StatusInput): SourceStatus => {
  const gone = input.last?.kind === "absent" ? ofLastRead(input) : null;
  const { state, detail } = hanging(input) ?? gone ?? tooOld(input) ?? ofLastRead(input);
  return {
    state,
    ageSeconds: input.ageSeconds,
    durationSeconds: input.last?.durationSeconds ?? null,
    detail: detail === null ? null : detail.slice(0, longestDetail),
  };
};

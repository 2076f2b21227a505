import type { ServingEngine } from "../../model/replica.ts";
import { earliestFinish } from "../event-simulation/earliest-finish.ts";
import {
  type BatchRows,
  createServingState,
  noRequest,
  reachesEngineAt,
  type ServingState,
} from "../event-simulation/serving-state.ts";
import { isIdle, runOnce } from "../event-simulation/simulate-serving.ts";

/** A replica, or a worker, on the clock of a fleet; requests are their places in the batch that all share. */
export interface FleetServer {
  readonly submit: (request: number) => void;
  /** Runs every step that begins before that time. */
  readonly advanceTo: (time: number) => void;
  /** Requests that had finished by the time it was advanced to. */
  readonly finished: () => number;
  /** Tokens computed by then: prompts once they are complete, answers one by one. */
  readonly tokensDone: () => number;
  /** Before this time none finishes, whatever else is submitted; Infinity while it has nothing to do. */
  readonly earliestFinish: () => number;
}

export interface EngineServer extends FleetServer {
  readonly state: ServingState;
}

/**
 * One engine of a fleet, by the same steps as `simulateServing`: `rows` are those of the whole fleet.
 * @param shortestAnswer of the batch, in tokens
 */
export const engineServer = (engine: ServingEngine, rows: BatchRows, shortestAnswer: number): EngineServer => {
  const line: number[] = [];
  let [head, until] = [0, Number.NEGATIVE_INFINITY];
  let finishedEarlier = 0;
  const takeHead = (state: ServingState): void => {
    state.next = head < line.length ? (line[head++] as number) : noRequest;
    state.nextAt = state.next === noRequest ? Number.POSITIVE_INFINITY : reachesEngineAt(state, state.next);
  };
  const source = { admitted: takeHead, finished: () => {} };
  const state = createServingState(engine, rows, source);
  takeHead(state);
  return {
    state,
    submit: (request) => {
      line.push(request);
      if (state.next === noRequest) takeHead(state);
    },
    advanceTo: (time) => {
      until = time;
      state.until = time;
      while (state.time < time && !(isIdle(state) && state.nextAt >= time)) {
        finishedEarlier = state.finished;
        runOnce(state);
      }
    },
    // A step that is under way has not yielded its tokens yet.
    finished: () => (state.time <= until ? state.finished : finishedEarlier),
    tokensDone: () => state.promptTokensRead + state.tokensGenerated,
    earliestFinish: () => {
      if (state.time > until && state.finished > finishedEarlier) return state.time;
      return earliestFinish(state, shortestAnswer);
    },
  };
};

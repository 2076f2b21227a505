import type { EngineServer } from "@loadline/model/internal";

/** Seconds from a start of its own, and calls at a time of it. */
export interface EngineClock {
  readonly now: () => number;
  /** Calls `run` no earlier than `at`; only the last call that was asked for is made. */
  readonly callAt: (at: number, run: () => void) => void;
}

/** What a client of a request is sent. */
export interface Answer {
  readonly firstToken: () => void;
  readonly end: () => void;
}

export interface PacedEngine {
  /** A request of the batch, at this moment. */
  readonly submit: (request: number, answer: Answer) => void;
  /** Requests that have not ended. */
  readonly outstanding: () => number;
}

/** Two looks at a request that has not begun are at least so far apart, in seconds. */
const shortestWait = 0.001;

/**
 * Serves requests in real time by the steps of a simulated engine: what a step yields is sent when the step ends. A late
 * timer delays what is sent, and nothing else: requests arrive at the clock's time and steps take the engine's.
 * @param arrivals those of the engine's batch, set as requests come
 */
export const pacedEngine = (server: EngineServer, arrivals: Float64Array, clock: EngineClock): PacedEngine => {
  const { state } = server;
  const waiting = new Map<number, Answer>();
  const generating = new Map<number, Answer>();
  const advance = (): number => {
    const now = clock.now();
    server.advanceTo(now);
    for (const [request, answer] of waiting) {
      const at = state.firstTokenAt[request] as number;
      if (at === 0 || at > now) continue;
      waiting.delete(request);
      generating.set(request, answer);
      answer.firstToken();
    }
    for (const [request, answer] of generating) {
      const at = state.finishedAt[request] as number;
      if (at === 0 || at > now) continue;
      generating.delete(request);
      answer.end();
    }
    return now;
  };
  const schedule = (now: number): void => {
    if (waiting.size + generating.size === 0) return;
    const next = waiting.size > 0 ? state.time : server.earliestFinish();
    clock.callAt(Math.max(next, now + shortestWait), () => schedule(advance()));
  };
  return {
    submit: (request, answer) => {
      const now = advance();
      arrivals[request] = now;
      server.submit(request);
      waiting.set(request, answer);
      schedule(now);
    },
    outstanding: () => waiting.size + generating.size,
  };
};

import type { StepModel } from "@loadline/core/internal";
import type { CompletedRequest, SubmittedRequest } from "./types.ts";

/** Entries by rising step, in a binary heap on two flat arrays: nothing is allocated while it runs. */
interface FinishQueue<T> {
  readonly size: () => number;
  readonly push: (step: number, entry: T) => void;
  /** Step of the first entry; Infinity when empty. */
  readonly firstStep: () => number;
  readonly first: () => T | undefined;
  readonly pop: () => T | undefined;
}

const createFinishQueue = <T>(): FinishQueue<T> => {
  const steps: number[] = [];
  const entries: T[] = [];
  const stepAt = (index: number): number => steps[index] ?? Number.POSITIVE_INFINITY;

  const place = (index: number, step: number, entry: T): void => {
    steps[index] = step;
    entries[index] = entry;
  };

  const move = (from: number, to: number): void => {
    const entry = entries[from];
    if (entry !== undefined) place(to, stepAt(from), entry);
  };

  const push = (step: number, entry: T): void => {
    let index = steps.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (stepAt(parent) <= step) break;
      move(parent, index);
      index = parent;
    }
    place(index, step, entry);
  };

  const sink = (step: number, entry: T): void => {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = stepAt(left + 1) < stepAt(left) ? left + 1 : left;
      if (stepAt(child) >= step) break;
      move(child, index);
      index = child;
    }
    place(index, step, entry);
  };

  const pop = (): T | undefined => {
    const first = entries[0];
    const step = steps.pop();
    const entry = entries.pop();
    if (entries.length > 0 && entry !== undefined && step !== undefined) sink(step, entry);
    return first;
  };

  return { size: () => steps.length, push, firstStep: () => stepAt(0), first: () => entries[0], pop };
};

/** A request inside the simulator. Mutable: it lives for thousands of steps. */
export interface ActiveRequest {
  readonly request: SubmittedRequest;
  phase: "waiting" | "prefilling" | "decoding" | "done";
  /** Tokens whose cache must exist before the next token: the prompt, plus what was generated before a preemption. */
  promptTokens: number;
  /** Of those, already in the cache. */
  prefilled: number;
  generated: number;
  /** Step counter at which the last token comes, while decoding. */
  finishStep: number;
  startedAt: number | null;
  firstTokenAt: number | null;
}

export interface Limits {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly kvCacheTokens: number;
  readonly prefixHitRatio: number;
}

/** A prompt's part of one step. */
export interface Chunk {
  readonly active: ActiveRequest;
  readonly tokens: number;
}

/** Work that is under way: one step, or several equal decode steps taken together. */
export interface StepPlan {
  readonly endsAt: number;
  readonly steps: number;
  readonly chunks: readonly Chunk[];
}

export interface Counters {
  submitted: number;
  promptTokens: number;
  generationTokens: number;
  finishedRequests: number;
  finishedPromptTokens: number;
  finishedGenerationTokens: number;
  preemptions: number;
}

/** Everything a replica is doing. Plain numbers and arrays, changed in place. */
export interface ReplicaState {
  readonly stepModel: StepModel;
  readonly limits: Limits;
  readonly counters: Counters;
  readonly finishing: FinishQueue<ActiveRequest>;
  /** Arrived or announced requests in order; those before `waitingFrom` have been admitted. */
  waiting: ActiveRequest[];
  waitingFrom: number;
  /** Preempted requests, the next to come back last. */
  readonly preempted: ActiveRequest[];
  /** Admitted requests, oldest first; finished ones linger until they are swept out. */
  admitted: ActiveRequest[];
  prefilling: ActiveRequest | null;
  plan: StepPlan | null;
  completed: CompletedRequest[];
  time: number;
  /** Steps run since the start. */
  step: number;
  decodes: number;
  /** Cache tokens of all decoding sequences. */
  contextTokens: number;
  /** Cache tokens set aside for the prompt in progress. */
  reservedTokens: number;
}

export const createReplicaState = (stepModel: StepModel, limits: Limits): ReplicaState => ({
  stepModel,
  limits,
  counters: {
    submitted: 0,
    promptTokens: 0,
    generationTokens: 0,
    finishedRequests: 0,
    finishedPromptTokens: 0,
    finishedGenerationTokens: 0,
    preemptions: 0,
  },
  finishing: createFinishQueue<ActiveRequest>(),
  waiting: [],
  waitingFrom: 0,
  preempted: [],
  admitted: [],
  prefilling: null,
  plan: null,
  completed: [],
  time: Number.NEGATIVE_INFINITY,
  step: 0,
  decodes: 0,
  contextTokens: 0,
  reservedTokens: 0,
});

/** The next request in line that has arrived: preempted ones first, else the queue's head. */
export const nextInLine = (state: ReplicaState): ActiveRequest | null => {
  const back = state.preempted.at(-1);
  if (back !== undefined) return back;
  const head = state.waiting[state.waitingFrom];
  return head !== undefined && head.request.at <= state.time ? head : null;
};

/** Time at which the queue's next request arrives that has not arrived yet; Infinity when none is announced. */
export const nextArrival = (state: ReplicaState): number => {
  const head = state.waiting[state.waitingFrom];
  return head === undefined ? Number.POSITIVE_INFINITY : head.request.at;
};

/** Requests by the step at which they finish, in a binary heap on flat arrays. */
export interface FinishHeap {
  readonly push: (step: number, request: number) => void;
  /** Step of the first entry; Infinity when empty. */
  readonly firstStep: () => number;
  /** Request of the first entry; meaningless when empty. */
  readonly firstRequest: () => number;
  readonly pop: () => void;
}

/** @param capacity entries to make room for; the heap doubles when more come */
export const createFinishHeap = (capacity: number): FinishHeap => {
  // Entry 0 stays unused, so that the children of entry i are 2i and 2i + 1.
  let steps = new Float64Array(capacity + 1);
  let requests = new Int32Array(capacity + 1);
  let size = 0;

  const double = (): void => {
    const [oldSteps, oldRequests] = [steps, requests];
    steps = new Float64Array(2 * oldSteps.length);
    requests = new Int32Array(2 * oldRequests.length);
    steps.set(oldSteps);
    requests.set(oldRequests);
  };

  const place = (index: number, step: number, request: number): void => {
    steps[index] = step;
    requests[index] = request;
  };

  const push = (step: number, request: number): void => {
    if (size + 1 === steps.length) double();
    size += 1;
    let index = size;
    while (index > 1) {
      const parent = index >> 1;
      const parentStep = steps[parent] as number;
      if (parentStep <= step) break;
      place(index, parentStep, requests[parent] as number);
      index = parent;
    }
    place(index, step, request);
  };

  const pop = (): void => {
    // Held here for the loop, the hottest of a simulation: `double` may change what the names outside stand for.
    const [ownSteps, ownRequests, last] = [steps, requests, size - 1];
    const step = ownSteps[size] as number;
    const request = ownRequests[size] as number;
    size = last;
    let index = 1;
    for (let child = 2; child <= last; child = 2 * index) {
      if (child < last && (ownSteps[child + 1] as number) < (ownSteps[child] as number)) child += 1;
      const childStep = ownSteps[child] as number;
      if (childStep >= step) break;
      ownSteps[index] = childStep;
      ownRequests[index] = ownRequests[child] as number;
      index = child;
    }
    ownSteps[index] = step;
    ownRequests[index] = request;
  };

  return {
    push,
    pop,
    firstStep: () => (size === 0 ? Number.POSITIVE_INFINITY : (steps[1] as number)),
    firstRequest: () => requests[1] as number,
  };
};

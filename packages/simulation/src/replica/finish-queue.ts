/** Entries by rising step, in a binary heap on two flat arrays: nothing is allocated while it runs. */
export interface FinishQueue<T> {
  readonly size: () => number;
  readonly push: (step: number, entry: T) => void;
  /** Step of the first entry; Infinity when empty. */
  readonly firstStep: () => number;
  readonly first: () => T | undefined;
  readonly pop: () => T | undefined;
}

export const createFinishQueue = <T>(): FinishQueue<T> => {
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

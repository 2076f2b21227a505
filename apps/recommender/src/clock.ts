/** The present, in epoch seconds. Injected, so that a test or a replay sets it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now() / 1000;

/** Seconds that only rise, whatever happens to the wall clock. */
export const processSeconds: Clock = () => performance.now() / 1000;

/** The present, in epoch seconds. Injected, so that a test or a replay sets it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now() / 1000;

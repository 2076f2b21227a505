/**
 * Time of one engine step, in seconds, split so that many equal decode steps can be added up exactly:
 *
 *     step = base(decodes, promptTokens, prompts) + perContextToken · context + perAttendedPair · pairs
 *
 * context counts the cached tokens of all decoding sequences; pairs is Σ over prompt parts of
 * tokens · (tokens before them + tokens / 2).
 */
export interface StepTimes {
  /** Everything that grows with neither context nor pairs. Must not fall as any argument rises. */
  readonly base: (decodes: number, promptTokens: number, prompts: number) => number;
  readonly perContextToken: number;
  readonly perAttendedPair: number;
}

/**
 * Seconds of reading weights and multiplying by them. Both overlap, but not fully: the root of the squares lies
 * between their maximum and their sum.
 */
export const overlapped = (read: number, arithmetic: number): number =>
  Math.sqrt(read * read + arithmetic * arithmetic);

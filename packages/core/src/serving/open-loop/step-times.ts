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

/** Coefficients of the step time of one replica; every one in seconds per unit of what it multiplies. */
export interface StepCoefficients {
  /** Per step, whatever is in it: scheduling, launches, all-reduce latency. */
  readonly fixed: number;
  /** Reading every weight once. */
  readonly weightRead: number;
  /** Matrix arithmetic of one token, prompt or decode. */
  readonly perToken: number;
  /** Link transfer of one token, prompt or decode. */
  readonly linkPerToken: number;
  /** Attention of one prompt token to one earlier token. */
  readonly perAttendedPair: number;
  /** Reading one cached token. */
  readonly perContextToken: number;
  /** Sampling, detokenising and handing out the token of one decoding sequence. */
  readonly perSequence: number;
  /** Bookkeeping of one prompt that takes part in the step. */
  readonly perPrompt: number;
}

/**
 * Seconds of reading weights and multiplying by them. Both overlap, but not fully: the root of the squares lies
 * between their maximum and their sum.
 */
export const overlapped = (read: number, arithmetic: number): number =>
  Math.sqrt(read * read + arithmetic * arithmetic);

/** Step times by plain coefficients; rises with every argument and every coefficient. */
export const stepTimes = (coefficients: StepCoefficients): StepTimes => {
  const { fixed, weightRead, perToken, linkPerToken, perSequence, perPrompt } = coefficients;
  return {
    base: (decodes, promptTokens, prompts) => {
      const tokens = decodes + promptTokens;
      const matrices = overlapped(weightRead, perToken * tokens);
      return fixed + matrices + linkPerToken * tokens + perSequence * decodes + perPrompt * prompts;
    },
    perContextToken: coefficients.perContextToken,
    perAttendedPair: coefficients.perAttendedPair,
  };
};

import type { Recommendation } from "../events/recommendation.ts";
import type { SigningKey } from "./keys.ts";
import { signedBytes } from "./signed-bytes.ts";

/** The event with the id of its key and a signature over everything else. A signature it had is replaced. */
export const signRecommendation = (event: Recommendation, key: SigningKey): Recommendation => {
  const { signature: _, ...unsigned } = event;
  const covered = { ...unsigned, signingkey: key.keyId };
  return { ...covered, signature: key.sign(signedBytes(covered)) };
};

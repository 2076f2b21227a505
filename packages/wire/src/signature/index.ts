export { canonicalJson } from "./canonical-json.ts";
export {
  keyIdOf,
  newSigningKeyPair,
  parseSigningKey,
  parseVerifyingKey,
  type SigningKey,
  type VerifyingKey,
} from "./keys.ts";
export { signRecommendation } from "./sign-recommendation.ts";
export { signedBytes } from "./signed-bytes.ts";
export {
  forgeryIn,
  type HeardWord,
  type HeardWords,
  type Refusal,
  refusals,
  type VerifyOutcome,
  type VerifySettings,
  verifyRecommendation,
} from "./verify-recommendation.ts";

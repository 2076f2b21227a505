export { canonicalJson } from "./canonical-json.ts";
export {
  keyIdOf,
  newSigningKeyPair,
  parseSigningKey,
  parseVerifyingKey,
  type SigningKey,
  type VerifyingKey,
} from "./keys.ts";
export { signedBytes, signFeedback, signRecommendation } from "./sign-recommendation.ts";
export {
  type AcceptedEvent,
  type AcceptedEvents,
  forgeryIn,
  forgeryInFeedback,
  type Refusal,
  refusals,
  type VerifyOutcome,
  type VerifySettings,
  verifyRecommendation,
} from "./verify-recommendation.ts";

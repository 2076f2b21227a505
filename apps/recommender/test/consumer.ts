import { encode, type Recommendation } from "@loadline/wire";
import {
  type AcceptedEvents,
  newSigningKeyPair,
  parseSigningKey,
  parseVerifyingKey,
  signRecommendation,
  verifyRecommendation,
} from "@loadline/wire/signature";

const pair = newSigningKeyPair();
const signer = parseSigningKey(pair.privateKey);
const keys = [parseVerifyingKey(pair.publicKey)];

/** Signs so that `verdictsOn` believes it. */
export const signedForConsumer = (event: Recommendation): Recommendation => signRecommendation(event, signer);

/** How a consumer judges each event that it receives, in this order and at the time each was published. */
export const verdictsOn = (events: readonly Recommendation[]): readonly string[] => {
  let accepted: AcceptedEvents = new Map();
  return events.map((event) => {
    const message = { subject: event.subject, data: encode(event) };
    const outcome = verifyRecommendation(message, { keys, now: Date.parse(event.time) / 1000, accepted });
    if (outcome.kind === "refused") return outcome.reason;
    accepted = outcome.accepted;
    return "accepted";
  });
};

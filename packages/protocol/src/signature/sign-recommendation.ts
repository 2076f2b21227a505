import { cloudEventContentType } from "../events/cloud-event.ts";
import type { Recommendation } from "../events/recommendation.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { SigningKey } from "./keys.ts";

/**
 * The bytes that a signature covers: every attribute and the data of the event except the signature itself, as
 * DSSE v1 pre-authentication encoding, so that nothing signed here can pass for another kind of document.
 * "DSSEv1" SP length(type) SP type SP length(body) SP body, lengths in bytes, body = canonical JSON.
 * @throws LL_INPUT_INVALID for an event that has no canonical form
 * @source https://github.com/secure-systems-lab/dsse/blob/v1.0.0/protocol.md
 */
export const signedBytes = (event: Readonly<Record<string, unknown>>): Uint8Array => {
  const type = cloudEventContentType;
  const { signature: _, ...covered } = event;
  const body = canonicalJson(covered);
  return Buffer.from(`DSSEv1 ${type.length} ${type} ${Buffer.byteLength(body)} ${body}`);
};

/** The event with the id of its key and a signature over everything else. A signature it had is replaced. */
export const signRecommendation = (event: Recommendation, key: SigningKey): Recommendation => {
  const covered = { ...event, signingkey: key.keyId };
  return { ...covered, signature: key.sign(signedBytes(covered)) };
};

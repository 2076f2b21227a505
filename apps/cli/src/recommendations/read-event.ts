import type { OptionValues } from "@loadline/planner/options";
import { decode, parseSubject, Recommendation } from "@loadline/protocol";
import { forgeryIn, parseVerifyingKey, type VerifyingKey } from "@loadline/protocol/signature";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";

export interface StoredEvent {
  readonly kind: "event";
  readonly cluster: string;
  readonly deployment: string;
  readonly event: Recommendation;
  /** The event on one line, with everything that was stored. */
  readonly json: string;
}

type ReadEvent = StoredEvent | { readonly kind: "rejected"; readonly subject: string; readonly why: string };

/** Keys that are trusted at an instant, epoch seconds; null: events are not verified. */
export interface Trust {
  readonly keys: readonly VerifyingKey[] | null;
  readonly now: number;
}

/** The keys of --public-key. @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID for a file that holds no Ed25519 public key */
export const trustedKeys = async (publicKey: readonly string[] | undefined, context: CliContext) => {
  if (publicKey === undefined) return null;
  const texts = await Promise.all(publicKey.map((path) => readText(userPath(path, context))));
  return texts.map((text) => parseVerifyingKey(text));
};

const onOneLine = (data: Uint8Array): string => {
  const text = new TextDecoder().decode(data).trim();
  return /[\r\n]/.test(text) ? JSON.stringify(JSON.parse(text)) : text;
};

/**
 * A stored message as a recommendation, or why it is none. The broker guards who may write to a subject, so identity
 * comes from there. With keys, an event that none of them signed is rejected.
 */
export const readEvent = (
  message: { readonly subject: string; readonly data: Uint8Array },
  { keys, now }: Trust = { keys: null, now: 0 },
): ReadEvent => {
  const { subject, data } = message;
  const rejected = (why: string): ReadEvent => ({ kind: "rejected", subject, why });
  const address = parseSubject(subject);
  if (address === null) return rejected("the subject names no deployment");
  const decoded = decode(Recommendation, data);
  if (decoded.kind === "rejected") return rejected(`${decoded.reason}: ${decoded.detail}`);
  const event = decoded.value;
  const { target } = event.data;
  if (event.subject !== subject) return rejected(`its subject is ${event.subject}`);
  if (target.cluster !== address.cluster || target.deployment !== address.name)
    return rejected(`its target is ${target.cluster}/${target.deployment}`);
  const forgery = keys === null ? null : forgeryIn({ subject, data }, { keys, now });
  if (forgery !== null) return rejected(`${forgery.reason}: ${forgery.detail}`);
  return { kind: "event", cluster: address.cluster, deployment: address.name, event, json: onOneLine(data) };
};

export type Selection = OptionValues<"deployment" | "cluster" | "heartbeats">;

/** True for an address that was asked for. */
export const isWanted = (
  { deployment, cluster }: Selection,
  address: { readonly cluster: string; readonly deployment: string },
): boolean =>
  (deployment ?? address.deployment) === address.deployment && (cluster ?? address.cluster) === address.cluster;

/** Which events are shown, in order of arrival: repeats are not, unless they are the first of their deployment. */
export const selectEvents = (selection: Selection): ((read: StoredEvent) => boolean) => {
  const seen = new Set<string>();
  return (read) => {
    if (!isWanted(selection, read)) return false;
    const key = `${read.cluster}/${read.deployment}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst || selection.heartbeats || !read.event.data.decision.heartbeat;
  };
};

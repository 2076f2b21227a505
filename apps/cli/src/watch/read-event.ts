import { decode, parseSubject, Recommendation } from "@loadline/wire";
import { forgeryIn } from "@loadline/wire/signature";
import type { TrustedKeys } from "./trusted-keys.ts";

export interface StoredMessage {
  /** The broker guards who may write to it, so identity comes from here. */
  readonly subject: string;
  readonly data: Uint8Array;
}

export type ReadEvent =
  | {
      readonly kind: "event";
      readonly cluster: string;
      readonly deployment: string;
      readonly event: Recommendation;
      /** The event on one line, with everything that was stored. */
      readonly json: string;
    }
  | { readonly kind: "rejected"; readonly subject: string; readonly why: string };

const onOneLine = (data: Uint8Array): string => {
  const text = new TextDecoder().decode(data).trim();
  return /[\r\n]/.test(text) ? JSON.stringify(JSON.parse(text)) : text;
};

/** Keys that are trusted at an instant, epoch seconds. */
export interface Trust {
  readonly keys: TrustedKeys;
  readonly now: number;
}

/** A stored message as a recommendation, or why it is none. With keys, one that they did not sign is none. */
export const readEvent = ({ subject, data }: StoredMessage, trust: Trust = { keys: null, now: 0 }): ReadEvent => {
  const rejected = (why: string): ReadEvent => ({ kind: "rejected", subject, why });
  const address = parseSubject(subject);
  if (address === null) return rejected("the subject names no deployment");
  const decoded = decode(Recommendation, data);
  if (decoded.kind === "rejected") return rejected(`${decoded.reason}: ${decoded.detail}`);
  const event = decoded.value;
  const { target } = event.data;
  if (event.subject !== subject) return rejected(`it says it belongs to ${event.subject}`);
  if (target.cluster !== address.cluster || target.deployment !== address.name) {
    return rejected(`it speaks of ${target.cluster}/${target.deployment}`);
  }
  const { keys, now } = trust;
  const forgery = keys === null ? null : forgeryIn({ subject, data }, { keys, now });
  if (forgery !== null) return rejected(`${forgery.reason}: ${forgery.detail}`);
  return { kind: "event", cluster: address.cluster, deployment: address.name, event, json: onOneLine(data) };
};

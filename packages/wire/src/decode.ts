import type { z } from "zod";
import { inflated } from "./compression.ts";

/** Why a message was not taken. Counted by this reason, kept as a dead letter. */
export type Rejection = "not-json" | "unknown-version" | "schema" | "too-large";

export type Decoded<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "rejected"; readonly reason: Rejection; readonly detail: string };

/** Above this a message is not parsed; the broker's own limit is 1 MiB by default. */
export const maxMessageBytes = 2 ** 20;

// Made once: each costs more than a small message takes to read.
const textDecoder = new TextDecoder("utf-8", { fatal: true });
const textEncoder = new TextEncoder();

/** What zlib says of a message that unpacks to more than it may. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

const majorOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "v" in value ? (value as { v: unknown }).v : undefined;

/**
 * Decodes one JSON message, compressed or not, against its schema. Unknown fields are ignored, an unknown major version is told apart.
 * Never throws.
 */
export const decode = <S extends z.ZodType>(schema: S, payload: Uint8Array): Decoded<z.output<S>> => {
  if (payload.byteLength > maxMessageBytes) {
    return { kind: "rejected", reason: "too-large", detail: `${payload.byteLength} bytes` };
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(textDecoder.decode(inflated(payload, maxMessageBytes)));
  } catch (error) {
    const reason = isTooLarge(error) ? "too-large" : "not-json";
    return { kind: "rejected", reason, detail: String(error instanceof Error ? error.message : error) };
  }
  const major = majorOf(parsed);
  if (major !== undefined && major !== 1) {
    return { kind: "rejected", reason: "unknown-version", detail: `v = ${JSON.stringify(major)}` };
  }
  const result = schema.safeParse(parsed);
  if (result.success) return { kind: "ok", value: result.data };
  const [issue] = result.error.issues;
  return { kind: "rejected", reason: "schema", detail: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
};

/** The bytes of one JSON message. */
export const encode = (value: unknown): Uint8Array => textEncoder.encode(JSON.stringify(value));

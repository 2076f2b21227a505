import { deflateSync, inflateSync } from "node:zlib";
import { reasonOf } from "@loadline/model";
import type { z } from "zod";
import { type Bounds, excessIn, messageBounds } from "./bounds.ts";
import { checkOf } from "./schema-check.ts";

/** Why a message is rejected; the label of a metric. */
export type Rejection = "not-json" | "unknown-version" | "schema" | "too-large";

export type Decoded<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "rejected"; readonly reason: Rejection; readonly detail: string };

/** The broker's own limit is 1 MiB by default. */
export const maxMessageBytes = messageBounds.bytes;

/** First byte of the zlib format (RFC 1950) with its usual window; no JSON text begins with it. */
const zlibMark = 0x78;

// Made once: each costs more than decoding a small message.
const textDecoder = new TextDecoder("utf-8", { fatal: true });
const textEncoder = new TextEncoder();

const rejected = (reason: Rejection, detail: string) => ({ kind: "rejected", reason, detail }) as const;

// No item, value or text in so few bytes exceeds any bounds, and what passes a check is no deeper than its schema.
const smallBytes = 8_192;

const parsed = (json: Uint8Array): Decoded<unknown> => {
  try {
    return { kind: "ok", value: JSON.parse(textDecoder.decode(json)) };
  } catch (error) {
    return rejected("not-json", reasonOf(error));
  }
};

/** The value of a JSON text. Its bounds are checked on the bytes before any value is built. Never throws. */
export const parseJson = (json: Uint8Array, bounds: Bounds = messageBounds): Decoded<unknown> => {
  const excess = excessIn(json, bounds);
  return excess === null ? parsed(json) : rejected("too-large", excess);
};

/** The JSON text of a message, compressed or not, of no more bytes than its bounds allow. Never throws. */
export const inflated = (payload: Uint8Array, { bytes }: Bounds = messageBounds): Decoded<Uint8Array> => {
  if (payload[0] !== zlibMark) return { kind: "ok", value: payload };
  try {
    return { kind: "ok", value: inflateSync(payload, { maxOutputLength: bytes }) };
  } catch (error) {
    return rejected(
      error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "not-json",
      reasonOf(error),
    );
  }
};

/**
 * Decodes one JSON message, compressed or not, against its schema. Unknown fields are ignored, an unknown major version has its own reason.
 * Never throws.
 */
export const decode = <S extends z.ZodType>(
  schema: S,
  payload: Uint8Array,
  bounds: Bounds = messageBounds,
): Decoded<z.output<S>> => {
  const json = inflated(payload, bounds);
  if (json.kind === "rejected") return json;
  const small = json.value.byteLength <= smallBytes ? parsed(json.value) : null;
  if (small?.kind === "ok" && checkOf(schema)(small.value)) return { kind: "ok", value: small.value as z.output<S> };
  const decoded = parseJson(json.value, bounds);
  if (decoded.kind === "rejected") return decoded;
  const major =
    typeof decoded.value === "object" && decoded.value !== null && "v" in decoded.value ? decoded.value.v : undefined;
  if (major !== undefined && major !== 1)
    return rejected("unknown-version", `v = ${JSON.stringify(major)}`.slice(0, 64));
  if (checkOf(schema)(decoded.value)) return { kind: "ok", value: decoded.value as z.output<S> };
  const result = schema.safeParse(decoded.value);
  if (result.success) return { kind: "ok", value: result.data };
  const [issue] = result.error.issues;
  return rejected("schema", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
};

export const encode = (value: unknown): Uint8Array => textEncoder.encode(JSON.stringify(value));

/**
 * Compressed bytes, which {@link decode} recognises; a columnar sample shrinks to about a third. A sample is a few kB: with
 * a table and a buffer for so much it has the same size, and takes half of the memory meanwhile.
 */
export const deflated = (payload: Uint8Array): Uint8Array => deflateSync(payload, { memLevel: 5, chunkSize: 2048 });

import { deflateSync, inflateSync } from "node:zlib";

/** First byte of the zlib format (RFC 1950) with its usual window; no JSON text begins with it. */
const zlibMark = 0x78;

/** Compressed bytes in the zlib format, recognised by {@link inflated}; a columnar sample shrinks to about a third. */
export const deflated = (payload: Uint8Array): Uint8Array => deflateSync(payload);

/**
 * The message itself: compressed bytes are unpacked, all others are returned as they are.
 * @throws the system's error when they are damaged, or unpack to more than `maxBytes`
 */
export const inflated = (payload: Uint8Array, maxBytes: number): Uint8Array =>
  payload[0] === zlibMark ? inflateSync(payload, { maxOutputLength: maxBytes }) : payload;

import fc from "fast-check";

/** Text of arbitrary bytes, valid or not. */
export const anyText = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("utf8"));

import { expect, test } from "vitest";
import { partitionOf } from "./partitions.ts";

const hashOf = (text: string): number => partitionOf(text, 2 ** 32);

// Vectors of http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["foobar", 0xbf9cf968],
] as const)("the hash of %j is FNV-1a", (text, hash) => expect(hashOf(text)).toBe(hash));

test.each(["é", "chat-é", "チャット"])("the hash of %j is that of its bytes in UTF-8", (text) => {
  const bytes = new TextEncoder().encode(text);
  expect(hashOf(text)).toBe(bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0);
});

import { expect, test } from "vitest";
import { pictureTokens } from "./picture-encoders.ts";

// By hand from each processor's rule.
test.each([
  // 1024/28 and 768/28 round to 37 and 27.
  ["qwen2.5-vl-7b", 1024, 768, 37 * 27],
  // 42/28 and 70/28 are halves, which go to the even number: 2 and 2.
  ["Qwen/Qwen2-VL-7B-Instruct", 42, 70, 2 * 2],
  // Below 3,136 pixels: grown to 56 by 56.
  ["qwen2-vl-7b", 20, 20, 2 * 2],
  // 8000 by 6000 is above 12,845,056 pixels: 4,138 by 3,103 of them.
  ["qwen2.5-vl-72b", 8000, 6000, 147 * 110],
  ["qwen3-vl-8b", 1024, 1024, 32 * 32],
  // Below 65,536 pixels: grown to 256 by 256.
  ["qwen3-vl-8b", 100, 100, 8 * 8],
  // mistral-common: 64 rows of 64 patches and an end each.
  ["pixtral-12b", 1024, 1024, 64 * 65],
  // The longer side is scaled to 1,024.
  ["pixtral-12b", 2048, 512, 16 * 65],
  ["mistral-small-3.1-24b", 1540, 1540, 55 * 56],
  ["gemma-3-27b", 4000, 3000, 256],
] as const)("a picture for %s of %i by %i pixels has %i tokens", (name, width, height, tokens) => {
  expect(pictureTokens(name, { width, height })).toBe(tokens);
});

test.each(["llama-3.1-8b", "llama-3.2-11b-vision", "gemma-3-1b", "internvl3-8b"])(
  "of %s they are not known",
  (name) => {
    expect(pictureTokens(name, { width: 100, height: 100 })).toBeNull();
  },
);

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** Compares a text with the file beside the test; UPDATE_GOLDEN=1 rewrites it. */
export const expectGolden = (text: string, name: string, testUrl: string): void => {
  const path = fileURLToPath(new URL(`testdata/${name}`, testUrl));
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, "utf8"));
};

import { vi } from "vitest";

// A setup file of the full run: every property is fed until LOADLINE_FUZZ_SECONDS are over, instead of a count of cases.

const milliseconds = 1000 * Number(process.env["LOADLINE_FUZZ_SECONDS"]);

vi.mock("fast-check", async (importOriginal) => {
  const original = await importOriginal<typeof import("fast-check")>();
  const forSeconds = { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: milliseconds };
  const assert = ((property: never, parameters?: object) =>
    original.assert(property, { ...parameters, ...forSeconds })) as typeof original.assert;
  return { ...original, assert, default: { ...original.default, assert } };
});

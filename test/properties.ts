import fastCheck from "fast-check";
import { vi } from "vitest";

// Setup of every test file. Properties draw the same cases on every run; the full run feeds each of them random ones
// until LOADLINE_FUZZ_SECONDS are over, and its bounded form other cases, and more of them, than `npm test`.

const fuzzSeconds = process.env["LOADLINE_FUZZ_SECONDS"];
const bounded = process.env["LOADLINE_FUZZ_BOUNDED"] !== undefined;

fastCheck.configureGlobal(bounded ? { seed: 2, numRuns: 1000 } : { seed: 1 });

if (fuzzSeconds !== undefined) {
  vi.doMock("fast-check", async (importOriginal) => {
    const original = await importOriginal<typeof import("fast-check")>();
    const random = {
      seed: Date.now(),
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: 1000 * Number(fuzzSeconds),
    };
    const assert = ((property: never, parameters?: object) =>
      original.assert(property, { ...parameters, ...random })) as typeof original.assert;
    return { ...original, assert, default: { ...original.default, assert } };
  });
}

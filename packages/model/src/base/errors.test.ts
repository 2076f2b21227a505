import { describe, expect, test } from "vitest";
import { errorMessages, isLoadlineError, LoadlineError } from "./errors.ts";
import { bytes } from "./units.ts";

describe("an error", () => {
  const error = new LoadlineError(
    "LL_MODEL_DOES_NOT_FIT",
    { model: "llama-3.1-70b", gpu: "t4", required: bytes(140 * 2 ** 30), available: bytes(15 * 2 ** 30) },
    { cause: new Error("why") },
  );

  test("says what, with which values, and what to do", () => {
    expect(error.message).toBe(
      "llama-3.1-70b needs 140.0 GiB per GPU, t4 offers 15.0 GiB; raise tensor parallelism, quantise the weights or choose a larger GPU",
    );
  });

  test("keeps code, detail and cause", () => {
    expect(error).toMatchObject({ code: "LL_MODEL_DOES_NOT_FIT", detail: { available: bytes(15 * 2 ** 30) } });
    expect(error.cause).toBeInstanceOf(Error);
    expect(isLoadlineError(error)).toBe(true);
    expect(isLoadlineError(new Error("LL_MODEL_DOES_NOT_FIT"))).toBe(false);
  });
});

test("an unknown name without neighbours says how to list the known ones", () => {
  expect(new LoadlineError("LL_UNKNOWN_GPU", { name: "x", nearest: [] }).message).toContain("loadline catalog gpus");
});

test("a configuration key without a value is not set", () => {
  const error = new LoadlineError("LL_CONFIG_INVALID", { key: "server", value: null, expected: "an address" });
  expect(error.message).toBe("configuration key server is not set; expected an address");
});

test.each(Object.keys(errorMessages))("code %s is spelled as codes are", (code) => {
  expect(code).toMatch(/^LL_[A-Z]+(_[A-Z]+)*$/);
});

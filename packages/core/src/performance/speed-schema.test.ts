import { describe, expect, test } from "vitest";
import { speedPriors } from "../catalogue/calibration-data.ts";
import { decodeTermNames, firstTokenTermNames } from "./speed-terms.ts";

describe("terms of the speed model", () => {
  test("the priors list the terms in the order of the coefficient file", () => {
    expect(speedPriors().decode.map(({ name }) => name)).toEqual(decodeTermNames);
    expect(speedPriors().firstToken.map(({ name }) => name)).toEqual(firstTokenTermNames);
  });
});

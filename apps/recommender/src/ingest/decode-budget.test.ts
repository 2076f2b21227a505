import { nodeBudget } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { DecodeBudget } from "./decode-budget.ts";

const start = 1_800_000_000;
const mebibyte = 2 ** 20;
const { decodedBytesPerSecond, decodedBytesAtOnce, refusedBytes, leastBytes } = nodeBudget;

interface Flood {
  readonly bytes: number;
  readonly isRefused: boolean;
  readonly perSecond: number;
  readonly seconds: number;
}

/** Messages of a hostile node that are decoded, and whether all of another one are that come between them. */
const decoded = ({ bytes, isRefused, perSecond, seconds }: Flood) => {
  const budget = new DecodeBudget();
  let [messages, isOtherServed] = [0, true];
  for (let count = 0; count < perSecond * seconds; count += 1) {
    const at = start + count / perSecond;
    if (budget.admits("hostile", at) === "admitted") {
      messages += 1;
      budget.spend("hostile", at, { bytes, isRefused });
    }
    if (count % perSecond !== 0) continue;
    isOtherServed &&= budget.admits("other", at) === "admitted";
    budget.spend("other", at, { bytes: 20_000, isRefused: false });
  }
  return { messages, isOtherServed };
};

// The last message that is admitted may go beyond what is left.
const last = 1;

/** The worst of each row, and how many messages of it are decoded at most. */
const attacks: Readonly<Record<keyof typeof nodeBudget, { readonly flood: Flood; readonly most: number }>> = {
  decodedBytesPerSecond: {
    flood: { bytes: mebibyte, isRefused: false, perSecond: 25, seconds: 600 },
    most: (decodedBytesAtOnce + 600 * decodedBytesPerSecond) / mebibyte + last,
  },
  decodedBytesAtOnce: {
    flood: { bytes: mebibyte, isRefused: false, perSecond: 10_000, seconds: 1 },
    most: (decodedBytesAtOnce + decodedBytesPerSecond) / mebibyte + last,
  },
  refusedBytes: {
    flood: { bytes: 1, isRefused: true, perSecond: 25, seconds: 600 },
    most: (decodedBytesAtOnce + 600 * decodedBytesPerSecond) / refusedBytes + last,
  },
  leastBytes: {
    flood: { bytes: 0, isRefused: false, perSecond: 50_000, seconds: 10 },
    most: (decodedBytesAtOnce + 10 * decodedBytesPerSecond) / leastBytes + last,
  },
};

describe("a node that exhausts its budget of decoding", () => {
  test.each(Object.keys(nodeBudget) as (keyof typeof nodeBudget)[])(
    "gets no more than %s allows, and others as always",
    (row) => {
      const { flood, most } = attacks[row];
      const { messages, isOtherServed } = decoded(flood);
      expect(messages).toBeLessThanOrEqual(most);
      // What is allowed is given.
      expect(messages).toBeGreaterThan(0.9 * most - last);
      expect(isOtherServed).toBe(true);
    },
  );
});

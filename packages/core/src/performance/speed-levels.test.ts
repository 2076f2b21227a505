import { expect, test } from "vitest";
import { replicaSpec } from "./replica-spec.ts";
import { levelsOf } from "./speed-levels.ts";

const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine: "trtllm" });

test("a burst shares no level with served loads", () => {
  const served = levelsOf(spec);
  const burst = levelsOf(spec, true);
  expect(burst).toHaveLength(served.length);
  expect(burst.filter((level) => served.includes(level))).toEqual([]);
});

test("the levels of a burst are of the same kinds", () => {
  const kinds = (levels: readonly string[]): readonly string[] => levels.map((level) => level.split(":")[0] ?? "");
  expect(kinds(levelsOf(spec, true))).toEqual(kinds(levelsOf(spec)));
});

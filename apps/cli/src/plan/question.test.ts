import { readFileSync } from "node:fs";
import { parseMeasuredRows } from "@loadline/calibration";
import { readOwnDevice } from "@loadline/model";
import { parseInventory, parsePrices } from "@loadline/planner/plan-files";
import { planOptions, reservePolicyOf } from "@loadline/planner/question";
import { expect, test } from "vitest";
import { parse } from "yaml";

test("several GPUs are named with commas or one by one", () => {
  expect(planOptions.read({ gpu: ["l40s, a10g", "t4"] }).gpu).toEqual(["l40s", "a10g", "t4"]);
});

test.each([
  { name: "nothing given leaves the failures of GPUs", text: undefined, policy: {} },
  { name: "failures can be switched off", text: "failures=off", policy: { failures: null } },
  {
    name: "shares read as percent or as ratio",
    text: "rollout=10%, cache=0.4",
    policy: { rolloutSurge: 0.1, cacheHitRatio: 0.4 },
  },
  {
    name: "nodes that may go are counted",
    text: "nodes=1, nodes=2",
    policy: { lostNodes: 2 },
  },
  {
    name: "a spot share names its markets",
    text: "zones=3,spot=70%/2",
    policy: { zones: 3, spot: { share: 0.7, markets: 2, noticeSeconds: 120, leadTimeSeconds: 300 } },
  },
])("$name", ({ text, policy }) => {
  expect(reservePolicyOf(text)).toEqual(policy);
});

test.each(["moon=1", "zones", "rollout=ten", "failures=maybe", "spot=70%/x", "nodes=0"])(
  "%s is refused with what is understood",
  (text) => {
    expect(() => reservePolicyOf(text)).toThrow("expected causes like failures=off");
  },
);

const guide = readFileSync(new URL("../../../../docs/guides/planning.md", import.meta.url), "utf8");
const blocks = (language: string): readonly string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

test("the files in the planning guide can be read", () => {
  const [workload = "", inventory = "", prices = "", device = "", ...more] = blocks("yaml");
  expect(more).toEqual([]);
  expect(readOwnDevice(parse(device), { what: "my-device.yaml" }).usdPerGpuHour).toBe(1.5);
  // What it means is tested with the commands that the guide has for it.
  expect(parse(workload).classes).toHaveLength(2);
  expect(parseInventory(inventory).pools).toHaveLength(3);
  expect(parsePrices(prices)).toHaveLength(3);
});

test("the measurement in the guide is one", () => {
  expect(parseMeasuredRows(blocks("json").join("")).refused).toEqual([]);
});

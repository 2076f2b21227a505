import { encode, type Recommendation, Recommendation as RecommendationSchema, subject } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { planWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { parseRecording, type RecordedMessage, replay } from "./replay.ts";

const start = 1_800_000_000;
const n1 = subject({ kind: "telemetry", cluster: "lab", name: "n1" });

/** Ten minutes of two engines, the second half of them under five times the load. */
const recording = (seconds = 600): readonly RecordedMessage[] =>
  Array.from({ length: seconds / 5 }, (_, index) => {
    const at = start + index * 5;
    const served = (second: number): number =>
      Math.min(second, seconds / 2) * 2 + Math.max(0, second - seconds / 2) * 30;
    const engines = ["e0", "e1"].map((id) => ({
      id,
      deployment: "chat",
      startedAt: start - 3_600,
      finished: served(index * 5),
      promptTokens: served(index * 5) * 1_000,
      generatedTokens: served(index * 5) * 200,
    }));
    return { at, subject: n1, message: syntheticTelemetry({ seq: index, sampledAt: at, engines }) };
  });

const plan = planWith();
const config = RecommenderConfig.parse({ plan: "test" });

const replayed = async (messages: readonly RecordedMessage[]) => {
  const events: Recommendation[] = [];
  const source = { current: plan, fault: null, refresh: () => Promise.resolve(plan) };
  const summary = await replay(messages, { config, plan: source, onEvent: async (event) => void events.push(event) });
  return { events, summary };
};

test("the same recording gives the same events to the byte, and all of them are valid", async () => {
  const [first, second] = [await replayed(recording()), await replayed(recording())];
  expect(first.events.length).toBeGreaterThan(3);
  expect(first.events.map((event) => Buffer.from(encode(event)).toString())).toEqual(
    second.events.map((event) => Buffer.from(encode(event)).toString()),
  );
  for (const event of first.events) RecommendationSchema.parse(event);
});

test("the rise is answered, and what was taken is counted", async () => {
  const { events, summary } = await replayed(recording());
  expect(events.some(({ data }) => data.verdict === "scale-up")).toBe(true);
  expect(summary).toMatchObject({ ticks: 119, taken: 120, rejected: 0 });
});

test("what was recorded twice, or is none of ours, is refused as it was live", async () => {
  const doubled = [...recording(), ...recording().slice(0, 10)].toSorted((a, b) => a.at - b.at);
  const foreign = { at: start, subject: n1.replace("lab", "other"), message: {} };
  const { events, summary } = await replayed([foreign, ...doubled]);
  expect(summary.rejected).toBe(11);
  expect(events.length).toBe((await replayed(recording())).events.length);
});

describe("a recording that is none", () => {
  const good = JSON.stringify(recording(10)[0]);
  test.each([
    { name: "nothing", text: "\n\n", code: "LL_TRACE_EMPTY", message: "holds no request" },
    { name: "a line that is no JSON", text: `${good}\n{`, code: "LL_TRACE_INVALID", message: "line 2" },
    {
      name: "a line without a time",
      text: '{"subject":"x","message":{}}',
      code: "LL_TRACE_INVALID",
      message: "line 1",
    },
    {
      name: "a subject of others",
      text: '{"at":1,"subject":"x.y","message":{}}',
      code: "LL_TRACE_INVALID",
      message: "x.y",
    },
    {
      name: "a time that no tick would reach",
      text: `${good}\n{"at":1e308,"subject":"${n1}","message":{}}`,
      code: "LL_TRACE_INVALID",
      message: /line 2 .* within 31 days of the first line's/,
    },
  ])("$name is reported in one sentence", ({ text, code, message }) => {
    expect(() => parseRecording(text, "r.jsonl")).toThrow(expect.objectContaining({ code }));
    expect(() => parseRecording(text, "r.jsonl")).toThrow(message);
  });

  test("messages are taken in the order of the broker", () => {
    const lines = recording(30)
      .toReversed()
      .map((one) => JSON.stringify(one));
    expect(parseRecording(lines.join("\n"), "r").map(({ at }) => at)).toEqual(recording(30).map(({ at }) => at));
  });
});

import { expect, test } from "vitest";
import { now, planned } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { measuredLatency } from "./latencies.ts";

test("engines of another namespace than the workload's are in no latency of it", () => {
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
  const kubernetes = { namespace: "serving", name: "chat" };
  const { deployment: own } = planned({ kubernetes });
  const at = (seq: number) => {
    const rows = ["serving/chat-0", "other/chat-1"].map((id) => ({ id, deployment: "chat", finished: seq * 100 }));
    const sample = syntheticTelemetry({ seq, sampledAt: now + seq * 60, engines: rows });
    const sums = { endToEndSecondsSum: [100 * seq, 900 * seq], endToEndSecondsCount: [100 * seq, 100 * seq] };
    fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...sums } }, now + seq * 60);
    return measuredLatency(fleet.latenciesOf("chat"), { now: now + seq * 60, seconds: 60, deployment: own });
  };
  at(0);
  at(1);
  expect(at(2).parts.answer).toBeCloseTo(1, 9);
});

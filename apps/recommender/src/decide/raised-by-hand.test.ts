import { describe, expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, planWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { clusterScaling, scaledObject, workloadAsking } from "../../test/workload.ts";
import { Fleet } from "../fleet/fleet.ts";
import type { CountWriter } from "../kubernetes/cluster-view.ts";
import { ReplicaModels } from "../observe/replica-model.ts";
import { metricValue, presentCount } from "../publish/autoscaler-value.ts";
import { RecommenderConfig } from "../settings/config.ts";

const start = 1_700_000_000;
const stepSeconds = 5;
const syncSeconds = 15;
const windowSeconds = 300;
const plan = planWith({
  kubernetes: { namespace: "serving", name: "chat" },
  replicas: { planned: 3, min: 1, max: 10 },
});
const config = RecommenderConfig.parse({ plan: "file", scaleDownStabilisationSeconds: windowSeconds });
const models = new ReplicaModels();

type Actor = "autoscaler" | "nobody";

interface Tick {
  readonly second: number;
  readonly asked: number | null;
  readonly replicas: number;
}

/** A workload whose replicas serve at once under a steady load, which a person raises at a second. */
const run = async (seconds: number, { actor, raise }: { actor: Actor; raise: { at: number; to: number } }) => {
  const deployments = await adoptedDeployments({ plan, config, models });
  const fleet = new Fleet({ horizonSeconds: 1_000, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => 0 });
  let [replicas, writer]: [number, CountWriter | null] = [3, null];
  const set = (count: number, name: string, now: number): void => {
    if (count !== replicas) writer = { name, isAutoscaler: name === "hpa", at: now };
    replicas = count;
  };
  const ticks: Tick[] = [];
  for (let second = 0; second <= seconds; second += stepSeconds) {
    const now = start + second;
    if (second === raise.at) set(raise.to, "kubectl", now);
    const engines = Array.from({ length: 10 }, (_, index) => {
      const finished = (second * 4) / 10;
      const tokens = { promptTokens: finished * 1_000, generatedTokens: finished * 200 };
      return { id: `e${index}`, deployment: "chat", startedAt: start - 9_000, finished, ...tokens };
    }).slice(0, replicas);
    fleet.accept("n1", syntheticTelemetry({ seq: second + 1, sampledAt: now, engines }), now);
    const workload = workloadAsking(replicas, { writer });
    const cluster = clusterScaling(workload, scaledObject());
    const [assessment] = decidedBy(deployments, plan, fleet.nodes, now, { cluster: () => cluster });
    if (assessment === undefined) throw new Error("nothing was decided");
    await deployments.publisherOf("chat")?.publish(assessment);
    const { desired: asked, verdict } = assessment.decision;
    ticks.push({ second, asked, replicas });
    if (actor === "nobody" || asked === null || second % syncSeconds > 0) continue;
    const present = presentCount(workload, { now, stabilisationSeconds: windowSeconds });
    const mayFall = verdict === "scale-down" || assessment.fellTo === asked;
    set(Math.ceil(metricValue({ replicas: asked, ready: replicas, mayFall, present }, 0)), "hpa", now);
  }
  return ticks;
};

describe("a count that a person raised", () => {
  const raise = { at: 300, to: 8 };

  test("stands for a stabilisation window, is the count asked for meanwhile, and falls after it by a scale-down", async () => {
    const ticks = await run(1_500, { actor: "autoscaler", raise });
    const within = ticks.filter(({ second }) => second >= raise.at && second < raise.at + windowSeconds);
    expect(new Set(within.map(({ replicas }) => replicas))).toEqual(new Set([8]));
    expect(new Set(within.map(({ asked }) => asked))).toEqual(new Set([8]));
    const before = ticks.find(({ second }) => second === raise.at - stepSeconds);
    expect(ticks.at(-1)?.replicas).toBeLessThanOrEqual((before?.replicas ?? 0) + 1);
  });

  test("and that nothing takes back again counts once", async () => {
    const ticks = await run(1_500, { actor: "nobody", raise });
    const asked = ticks.filter(({ second }) => second >= raise.at).map((tick) => tick.asked ?? Number.NaN);
    expect(asked[0]).toBe(8);
    expect(asked).toEqual(asked.toSorted((a, b) => b - a));
    // A step that does not drain is followed by no other.
    expect(new Set(asked)).toEqual(new Set([8, 6]));
  });

  test("above the plan's maximum counts as that", async () => {
    const ticks = await run(1_200, { actor: "nobody", raise: { at: 300, to: 14 } });
    const asked = ticks.map((tick) => tick.asked ?? 0);
    expect(Math.max(...asked)).toBe(10);
  });
});

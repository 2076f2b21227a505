import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyLoadForecast } from "@loadline/control";
import { checkPlan } from "@loadline/plan";
import { sizePlan } from "@loadline/planner/size-plan";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Advisor } from "../../../apps/recommender/src/advise/advisor.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { HealthStore } from "../../../apps/recommender/src/fleet/health-store.ts";
import { ReplicaModel } from "../../../apps/recommender/src/observe/replica-model.ts";
import { now, requestWith } from "../../../apps/recommender/test/decided.ts";

import { removeFiles } from "./system.ts";

afterAll(removeFiles);

describe("every key of a plan", () => {
  type Way = readonly (string | number)[];
  type Json = Readonly<Record<string | number, unknown>>;

  const leavesOf = (value: unknown, way: Way = []): readonly Way[] =>
    typeof value !== "object" || value === null || (Array.isArray(value) && typeof value[0] !== "object")
      ? [way]
      : Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...way, Array.isArray(value) ? +key : key]));
  const valueAt = (root: unknown, way: Way): unknown => way.reduce<unknown>((value, key) => (value as Json)[key], root);
  const withValue = (root: unknown, way: Way, value: unknown): unknown => {
    const [key, ...rest] = way;
    if (key === undefined) return value;
    const inner = withValue((root as Json)[key], rest, value);
    return Array.isArray(root) ? Object.assign([...root], { [key]: inner }) : { ...(root as Json), [key]: inner };
  };

  /** The example of the reference, which has every key, with requests whose capacity is found at once. */
  const example = (): unknown => {
    const text = readFileSync(join(repositoryRoot, "tools/src/generate/example-plan.yaml"), "utf8");
    const quick = { inputTokens: 2500, outputTokens: 5 };
    // Behind no router each of any number carries the same, which one simulation answers.
    const first = withValue(parse(text), ["deployments", 0, "router"], "random");
    return [0, 1].reduce<unknown>(
      (root, index) => withValue(root, ["deployments", index, "expected"], { ...quick, requestsPerSecond: 50 }),
      first,
    );
  };

  /** What a plan and a recommender answer, on a weekday at half past eight, UTC; a later answer only where it is asked for. */
  function* answersTo(value: unknown): Generator<unknown> {
    const plan = checkPlan(value);
    yield sizePlan(plan);
    const [deployment] = plan.deployments;
    const pool = plan.pools.find(({ name }) => name === deployment?.pool);
    if (deployment === undefined || pool === undefined) throw new Error("the example has both");
    const at = now - (now % 604_800) + 4 * 86_400 + 8.5 * 3_600;
    const request = requestWith({ requestsPerSecond: 20 });
    const { expected } = deployment;
    const view = { ...request.view, now: at, demandAt: at - 1, shape: { ...expected, basis: "plan" as const } };
    const model = new ReplicaModel(deployment, pool);
    const parts = { plan, deployment, pool, model, view, cluster: plan.cluster, forecast: emptyLoadForecast };
    const decideWith = (seen: object) => decideDeployment({ ...request, ...parts, now: at, ...seen }).assessment;
    // Before any engine reported, and with three replicas that serve.
    yield decideWith({ currentTarget: null, view: { ...view, ready: null, demand: null, engines: [] } }).decision;
    const peaks = Array.from({ length: 20 }, (_, day) => ({
      day: Math.floor(at / 86_400) - 20 + day,
      requestsPerSecond: 100 + day,
    }));
    const context = { now: at, plan, nodes: [], inventories: new Map(), health: new HealthStore() };
    const advised = new Advisor().advise([{ ...decideWith({}), surgeAvailable: 1 }], {
      ...context,
      peaksOf: () => peaks,
    });
    const [{ decision, advice, exhaustion } = {}] = advised;
    yield [decision, advice, exhaustion];
    yield model.differences({ engine: null, model: null, configuration: { kvCache: "bf16" } }, "canary-a");
  }
  const textsOf = (value: unknown): readonly string[] => [...answersTo(value)].map((answer) => JSON.stringify(answer));

  const other: Readonly<Record<string, readonly unknown[]>> = {
    number: [2, 0.5, 0.99, 1, 8, 0.001],
    string: [
      "a100-sxm-80gb",
      "llama-3.1-8b",
      "reserved",
      "zone-b",
      "round-robin",
      "sglang",
      "bf16",
      "int8",
      "cache-misses",
      "UTC",
      "10:00",
      "23:00",
      "2026-13",
      "other",
    ],
  };
  const alternativesOf = (value: unknown): readonly unknown[] => {
    if (Array.isArray(value)) return [value.slice(0, 1), value.slice(1)];
    const own = typeof value === "number" ? [value * 2, value / 2, value + 1] : [];
    return [...own, ...(other[typeof value] ?? [])].filter((one) => one !== value);
  };

  /** What has to be so for a key to count. */
  const beside: Readonly<Record<string, readonly (readonly [Way, unknown])[]>> = {
    "pools.0.failureDomain": [
      [["deployments", 0, "reserve", "causes"], ["zone-loss"]],
      [["pools", 0, "zones"], 1],
      [["pools", 1], { name: "b", gpu: "h100", gpusPerNode: 8, nodes: 2, failureDomain: "zone-b" }],
      [["deployments", 0, "furtherPools"], undefined],
      [["deployments", 1, "model"], "llama-3.1-70b"],
      [["deployments", 1, "pool"], "b"],
      [["deployments", 1, "parallel"], { tensor: 4 }],
    ],
    "deployments.0.prefixGroups": [[["deployments", 0, "router"], "prefix-affinity"]],
    "pools.0.provider": [[["pools", 0, "usdPerGpuHour"], undefined]],
    "deployments.0.engineConfig.maxLoraRank": [[["deployments", 0, "engineConfig", "maxLoras"], 100]],
    "deployments.0.gateway.counts": [[["deployments", 0, "gateway", "requestsPerSecond"], 30]],
    "deployments.0.priority": [
      [["deployments", 0, "furtherPools"], undefined],
      [["pools", 0, "nodes"], 5],
      [["deployments", 1, "priority"], 5],
      [["deployments", 1, "expected", "requestsPerSecond"], 2_000],
      [["deployments", 1, "replicas", "max"], 100],
    ],
  };

  // Addresses of objects that a recommender scales: test/kubernetes/scale.test.ts.
  const addresses = new Set(
    ["namespace", "apiVersion", "kind", "name"].map((key) => `deployments.0.kubernetes.${key}`),
  );

  /** Refused for what the value means, not for its type. */
  const isRefused = (error: unknown): boolean => {
    expect(error).toMatchObject({ code: "LL_PLAN_INVALID" });
    return !String(error).includes("is given; expected");
  };

  let ofExample: readonly string[] | undefined;

  const matters = (way: Way): boolean => {
    const changes = beside[way.join(".")] ?? [];
    const base = changes.reduce((root, [at, value]) => withValue(root, at, value), example());
    ofExample ??= textsOf(example());
    const was = changes.length === 0 ? ofExample : textsOf(base);
    const differs = (value: unknown): boolean => {
      try {
        let index = 0;
        for (const answer of answersTo(withValue(base, way, value)))
          if (JSON.stringify(answer) !== was[index++]) return true;
        return false;
      } catch (error) {
        return isRefused(error);
      }
    };
    return alternativesOf(valueAt(base, way)).some(differs);
  };

  const names = leavesOf(example())
    .map((way) => ({ way, name: way.join(".") }))
    .filter(({ name }) => name !== "version" && !addresses.has(name));
  test.each(names)("$name changes an answer or is refused", ({ way }) => expect(matters(way)).toBe(true));
});

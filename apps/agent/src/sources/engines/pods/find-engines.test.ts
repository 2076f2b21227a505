import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { enginesInList } from "./find-engines.ts";

const folder = new URL("testdata/", import.meta.url);
const lists = JSON.parse(readFileSync(new URL("pod-lists.json", folder), "utf8")) as Readonly<Record<string, unknown>>;

const linesOf = (name: string): readonly string[] => {
  const engines = enginesInList(lists[name]);
  if (engines === null) throw new Error(`${name} is no list of pods`);
  return [
    ...engines.found.map(
      ({ target: { id, url, deployment, engine, draining, probe, container }, by }) =>
        `${id} ${url.replace(/\/\/[^:/]+/, "//IP")} ${engine ?? (probe ? "perhaps an engine" : "any engine")} = ${deployment} by ${by}${draining ? ", draining" : ""}${container ? `, GPUs of ${container}` : ""}`,
    ),
    ...engines.left.map(
      ({ pod, container, reason }) => `- ${pod}${container === null ? "" : `/${container}`}: ${reason}`,
    ),
  ];
};

/**
 * Manifests after whose labels, commands and ports the pods of a list are made, with the commit that was read. The others
 * show states and shapes of plain Kubernetes.
 */
const manifests: Readonly<Record<string, string>> = {
  dynamo: "ai-dynamo/dynamo components/backends/vllm/deploy/disagg_planner.yaml 00d479d",
  "kserve-llm-inference-service": "kserve/kserve config/llmisvcconfig/config-llm-decode-template.yaml 01b1241",
  "leader-worker-set": "kubernetes-sigs/lws docs/examples/vllm/GPU/lws.yaml 0e2e095",
  "llm-d": "llm-d-incubation/llm-d-modelservice charts/llm-d-modelservice/templates/decode-deployment.yaml 04ae170",
  "production-stack": "vllm-project/production-stack helm/templates/deployment-vllm-multi.yaml 010004e",
  "wide-expert-parallel": "llm-d/llm-d guides/wide-ep-lws/manifests/modelserver/base/decode.yaml 03da3b0",
};

test("there are twelve lists, those of other projects after their manifests", () => {
  expect(Object.keys(lists)).toHaveLength(12);
  expect(Object.keys(lists)).toEqual(expect.arrayContaining(Object.keys(manifests)));
});

test("engines and deployments in each list, and why the rest is left out", async () => {
  const sections = Object.keys(lists).map((name) => [`===== ${name} =====`, ...linesOf(name)].join("\n"));
  await expect(sections.join("\n")).toMatchFileSnapshot(new URL("found.txt", folder).pathname);
});

const workerOf = (role: string, labels: object) => ({
  metadata: { name: `${role}-1`, namespace: "serving", labels },
  spec: { containers: [{ name: "vllm", image: "vllm/vllm-openai:v0.11.0" }] },
  status: { phase: "Running", podIP: "10.0.0.1" },
});

const dynamo = "nvidia.com/dynamo-graph-deployment-name";
const dynamoRole = "nvidia.com/dynamo-sub-component-type";
const kserve = { "app.kubernetes.io/part-of": "llminferenceservice" };
const long = `${"a".repeat(24)}-prefill-${"b".repeat(30)}`;

test.each([
  { role: dynamoRole, labels: { [dynamo]: "disagg-prefill-decode" }, shared: "disagg-prefill-decode" },
  { role: "llm-d.ai/role", labels: { "llm-d.ai/model": "qwen3-prefill-tuned" }, shared: "qwen3-prefill-tuned" },
  { role: "llm-d.ai/role", labels: { ...kserve, "app.kubernetes.io/name": "prefill" }, shared: "prefill" },
  { role: dynamoRole, labels: { [dynamo]: long }, shared: long },
])("the pools of $shared, whose label names both, are two deployments", ({ role, labels, shared }) => {
  const items = ["decode", "prefill"].map((each) => workerOf(each, { ...labels, [role]: each }));
  const names = enginesInList({ items })?.found.map(({ target }) => target.deployment);
  expect(names).toEqual([shared, `${shared.slice(0, 55)}-prefill`]);
  expect(names?.map((name) => name?.length).every((length) => length !== undefined && length <= 63)).toBe(true);
});

test.each(["leaderworkerset.sigs.k8s.io/name", "app", "app.kubernetes.io/instance"])(
  "a name that %s writes for the pool has its role once",
  (key) => {
    const names = ["chat-prefill", "chat"].map((name) => workerOf(name, { [key]: name, "llm-d.ai/role": "prefill" }));
    expect(enginesInList({ items: names })?.found.map(({ target }) => target.deployment)).toEqual([
      "chat-prefill",
      "chat-prefill",
    ]);
  },
);

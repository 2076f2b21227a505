import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { enginesInList } from "./find-engines.ts";

const folder = new URL("testdata/", import.meta.url);

const linesOf = (name: string): readonly string[] => {
  const engines = enginesInList(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
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
  "dynamo.json": "ai-dynamo/dynamo components/backends/vllm/deploy/disagg_planner.yaml 00d479d",
  "kserve-llm-inference-service.json": "kserve/kserve config/llmisvcconfig/config-llm-decode-template.yaml 01b1241",
  "leader-worker-set.json": "kubernetes-sigs/lws docs/examples/vllm/GPU/lws.yaml 0e2e095",
  "llm-d.json":
    "llm-d-incubation/llm-d-modelservice charts/llm-d-modelservice/templates/decode-deployment.yaml 04ae170",
  "production-stack.json": "vllm-project/production-stack helm/templates/deployment-vllm-multi.yaml 010004e",
  "wide-expert-parallel.json": "llm-d/llm-d guides/wide-ep-lws/manifests/modelserver/base/decode.yaml 03da3b0",
};

const lists = readdirSync(folder).filter((name) => name.endsWith(".json"));

test("there are twelve lists, those of other projects after their manifests", () => {
  expect(lists).toHaveLength(12);
  expect(lists).toEqual(expect.arrayContaining(Object.keys(manifests)));
});

test("engines and deployments in each list, and why the rest is left out", async () => {
  const sections = lists.toSorted().map((name) => [`===== ${name} =====`, ...linesOf(name)].join("\n"));
  await expect(sections.join("\n")).toMatchFileSnapshot(new URL("found.txt", folder).pathname);
});

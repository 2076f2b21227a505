import { expect, test } from "vitest";
import { parsePodsFile } from "./find-engines.ts";

const pod = (name: string, annotations: Record<string, string> | undefined, over: object = {}) => ({
  metadata: { name, namespace: "serving", annotations, labels: { app: "x" }, ...over },
  status: { phase: "Running", podIP: "10.1.2.3" },
});

const read = (...items: readonly unknown[]) => {
  const parsed = parsePodsFile(JSON.stringify({ kind: "PodList", items }));
  if (parsed.kind !== "ok") throw new Error(parsed.detail);
  return parsed.targets;
};

test("annotations name the endpoint, the deployment and the engine", () =>
  expect(
    read(
      pod("chat-0", {
        "loadline.io/deployment": "chat",
        "loadline.io/engine": "sglang",
        "prometheus.io/port": "30000",
        "loadline.io/gpus": "0;1",
      }),
    ),
  ).toEqual([
    {
      id: "serving/chat-0",
      url: "http://10.1.2.3:30000/metrics",
      deployment: "chat",
      engine: "sglang",
      gpus: ["0", "1"],
      draining: null,
      pod: "serving/chat-0",
    },
  ]));

test.each([
  {
    name: "has no annotation of Loadline",
    item: pod("a", { "prometheus.io/scrape": "true", "prometheus.io/port": "80" }),
  },
  { name: "has no annotations", item: pod("a", undefined) },
  { name: "names no port", item: pod("a", { "loadline.io/deployment": "chat" }) },
  {
    name: "names no port that exists",
    item: pod("a", { "loadline.io/deployment": "chat", "loadline.io/port": "99999" }),
  },
  {
    name: "has no address",
    item: { ...pod("a", { "loadline.io/deployment": "c", "loadline.io/port": "1" }), status: {} },
  },
  { name: "is not a pod", item: 7 },
])("a pod that $name is left out, and the others stay", ({ item }) =>
  expect(read(item, pod("b", { "loadline.io/scrape": "true", "loadline.io/port": "8000" }))).toHaveLength(1),
);

test("a pod that is being deleted is draining", () =>
  expect(
    read(pod("a", { "loadline.io/scrape": "true", "loadline.io/port": "80" }, { deletionTimestamp: "2026-01-01" })),
  ).toMatchObject([{ draining: true }]));

test.each(["", "null", "[]", "{}", "not json"])("%j is no list of pods", (text) =>
  expect(parsePodsFile(text)).toMatchObject({ kind: "rejected" }),
);

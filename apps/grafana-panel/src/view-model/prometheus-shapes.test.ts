import { describe, expect, test } from "vitest";
import { capacityViewModel } from "../../test/frame-fixtures.ts";
import type { CapacityViewModel } from "./capacity-view-model.ts";
import { fleetMap } from "./fleet-map.ts";
import { fleetText } from "./fleet-text.ts";
import type { FieldLike, FrameLike } from "./frame.ts";
import { suggestedViews } from "./options.ts";
import { readFrames } from "./read-series.ts";

/** Shapes in which Grafana hands the answer of a Prometheus query to a panel. */

const atMs = 1_700_000_000_000;
const settings = { asOfMs: atMs, staleAfterMs: 60_000, deployments: [], isPresent: true } as const;

const time = (values: readonly number[] = [atMs]): FieldLike => ({ name: "Time", type: "time", values });
const number = (name: string, values: readonly unknown[], labels?: FieldLike["labels"]): FieldLike => ({
  name,
  type: "number",
  values,
  labels,
});
const text = (name: string, values: readonly string[]): FieldLike => ({ name, type: "string", values });

const viewsOf = (model: CapacityViewModel) => {
  if (model.kind === "empty") throw new Error(model.because);
  return model.deployments.map(({ deployment, cluster, current, headroomRatio }) => ({
    name: `${deployment} ${cluster}`,
    ready: current.readyReplicas,
    headroomRatio,
  }));
};

const ready = "loadline_ready_replicas";
const chat = { cluster: "east", deployment: "chat" };
const chatAndCode = [
  { name: "chat east", ready: 4, headroomRatio: null },
  { name: "code east", ready: 2, headroomRatio: null },
];

const shapes: readonly { readonly name: string; readonly frames: readonly FrameLike[] }[] = [
  {
    name: "one frame per series, the metric in the labels (format Time series)",
    frames: [
      { refId: "A", fields: [time(), number("Value", [4], { __name__: ready, ...chat })] },
      { refId: "A", fields: [time(), number("Value", [2], { __name__: ready, ...chat, deployment: "code" })] },
    ],
  },
  {
    name: "one frame with a field per series (transformation Join by field)",
    frames: [
      {
        refId: "joined",
        fields: [
          time(),
          number(ready, [4], { __name__: ready, ...chat }),
          number(ready, [2], { __name__: ready, ...chat, deployment: "code" }),
        ],
      },
    ],
  },
  {
    name: "labels in the names of the fields alone",
    frames: [
      {
        fields: [
          time(),
          number(`${ready}{cluster="east", deployment="chat"}`, [4]),
          number(`${ready}{cluster="east", deployment="code"}`, [2]),
        ],
      },
    ],
  },
  {
    name: "a table with a column per label and a row per series (format Table, instant)",
    frames: [
      {
        refId: "A",
        fields: [
          time([atMs, atMs]),
          text("__name__", [ready, ready]),
          text("cluster", ["east", "east"]),
          text("deployment", ["chat", "code"]),
          number("Value", [4, 2]),
        ],
      },
    ],
  },
  {
    name: "a table whose rows are samples, newest last (format Table, range)",
    frames: [
      {
        fields: [
          time([atMs - 1000, atMs - 1000, atMs, atMs]),
          text("__name__", [ready, ready, ready, ready]),
          text("cluster", ["east", "east", "east", "east"]),
          text("deployment", ["chat", "code", "chat", "code"]),
          number("Value #A", [9, 9, 4, 2]),
        ],
      },
    ],
  },
  {
    name: "a column of series names (transformation Series to rows)",
    frames: [
      {
        fields: [
          time([atMs, atMs]),
          text("Metric", [
            `${ready}{cluster="east", deployment="chat"}`,
            `${ready}{cluster="east", deployment="code"}`,
          ]),
          number("Value", [4, 2]),
        ],
      },
    ],
  },
  {
    name: "enum columns, whose values are numbers of their texts",
    frames: [
      {
        fields: [
          time([atMs, atMs]),
          text("__name__", [ready, ready]),
          text("cluster", ["east", "east"]),
          {
            name: "deployment",
            type: "enum",
            values: [0, 1],
            config: { type: { enum: { text: ["chat", "code"] } } },
          },
          number("Value", [4, 2]),
        ],
      },
    ],
  },
];

test.each(shapes)("$name", ({ frames }) => {
  expect(viewsOf(capacityViewModel(frames, settings))).toEqual(chatAndCode);
  expect(suggestedViews(frames)).toEqual(["timeline"]);
});

describe("engines and exporters without a recommender", () => {
  const labels = { model_name: "meta-llama/Llama-3.1-8B", pod: "vllm-0", instance: "10.0.0.1:8000", job: "vllm" };
  const usage = (name: string, value: number, more: FieldLike["labels"]) => ({
    fields: [time(), number("Value", [value], { __name__: name, ...labels, ...more })],
  });

  test("two engines behind one address are two rows, and neither is the mean of both", () => {
    const frames = [
      usage("vllm:kv_cache_usage_perc", 0.25, { engine: "0" }),
      usage("vllm:kv_cache_usage_perc", 0.75, { engine: "1" }),
    ];
    expect(
      viewsOf(capacityViewModel(frames, settings)).map(({ name, headroomRatio }) => [name, headroomRatio]),
    ).toEqual([
      ["meta-llama/Llama-3.1-8B vllm-0, engine 0", 0.75],
      ["meta-llama/Llama-3.1-8B vllm-0, engine 1", 0.25],
    ]);
  });

  test("SGLang's ranks of tensor and data parallelism are distinguished", () => {
    const frames = ["0", "1"].map((rank) => usage("sglang:token_usage", 0.5, { dp_rank: rank, tp_rank: "0" }));
    expect(viewsOf(capacityViewModel(frames, settings))).toHaveLength(2);
  });

  const dcgm = (metric: string, value: number, more: FieldLike["labels"] = {}) => ({
    fields: [
      time(),
      number("Value", [value], {
        __name__: metric,
        gpu: "0",
        UUID: "GPU-1",
        device: "nvidia0",
        modelName: "NVIDIA H100 80GB HBM3",
        Hostname: "node-1",
        instance: "10.0.0.9:9400",
        job: "dcgm-exporter",
        ...more,
      }),
    ],
  });

  test("a GPU that several pods share is one cell", () => {
    const frames = ["pod-a", "pod-b"].map((pod) => dcgm("DCGM_FI_DEV_FB_USED", 100, { exported_pod: pod }));
    expect(fleetText(fleetMap(readFrames(frames), settings))).toBe("1 GPU on 1 node.");
  });

  test("slices are counted beside the GPU that they are of, and take their utilisation from profiling", () => {
    const slices = ["1", "2"].flatMap((slice) => [
      dcgm("DCGM_FI_DEV_FB_USED", 900, { GPU_I_ID: slice, GPU_I_PROFILE: "3g.40gb" }),
      dcgm("DCGM_FI_DEV_FB_FREE", 100, { GPU_I_ID: slice, GPU_I_PROFILE: "3g.40gb" }),
      dcgm("DCGM_FI_PROF_GR_ENGINE_ACTIVE", 0.4, { GPU_I_ID: slice, GPU_I_PROFILE: "3g.40gb" }),
    ]);
    const fleet = fleetMap(readFrames(slices), settings);
    expect(fleetText(fleet)).toBe("1 GPU in 2 slices on 1 node.");
    expect(fleet.nodes[0]).toMatchObject({ model: "NVIDIA H100 80GB HBM3", purchase: null });
    expect(fleet.nodes[0]?.cells.map(({ utilizationRatio }) => utilizationRatio)).toEqual([0.4, 0.4]);
  });

  test("the purchase class comes from a label of the series, or from the labels of the node", () => {
    const node = (name: string, more: FieldLike["labels"]) => ({
      fields: [time(), number("Value", [1], { __name__: "kube_node_labels", node: name, ...more })],
    });
    const frames = [
      dcgm("DCGM_FI_DEV_FB_USED", 100, { node: "a", UUID: "GPU-a", purchase_class: "Reserved" }),
      dcgm("DCGM_FI_DEV_FB_USED", 100, { node: "b", UUID: "GPU-b" }),
      dcgm("DCGM_FI_DEV_FB_USED", 100, { node: "c", UUID: "GPU-c" }),
      dcgm("DCGM_FI_DEV_FB_USED", 100, { node: "d", UUID: "GPU-d" }),
      node("b", { label_karpenter_sh_capacity_type: "spot" }),
      node("c", { label_cloud_google_com_gke_spot: "true" }),
      node("without-gpu", { label_karpenter_sh_capacity_type: "on-demand" }),
    ];
    const fleet = fleetMap(readFrames(frames), settings);
    expect(fleet.nodes.map(({ node: name, purchase }) => [name, purchase])).toEqual([
      ["a", "reserved"],
      ["b", "spot"],
      ["c", "spot"],
      ["d", null],
    ]);
    expect(fleetText(fleet)).toBe("4 GPUs on 4 nodes, 2 spot, 1 reserved, 1 of unknown purchase class.");
  });

  test("labels of nodes alone suggest nothing", () => {
    const frames = [{ fields: [time(), number("Value", [1], { __name__: "kube_node_labels", node: "a" })] }];
    expect(suggestedViews(frames)).toEqual([]);
  });
});

describe("what cannot be shown is reported", () => {
  test.each([
    {
      name: "an aggregation that dropped the name of the metric",
      frame: { refId: "A", fields: [time(), number("Value", [4], chat)] },
      problem: { kind: "unknown-metric", metric: "Value" },
    },
    {
      name: "rows without a time",
      frame: { refId: "A", fields: [time([Number.NaN]), number(ready, [4], chat)] },
      problem: { kind: "no-usable-time", metric: ready },
    },
    {
      name: "a count below zero",
      frame: { refId: "A", fields: [time(), number(ready, [-4], chat)] },
      problem: { kind: "impossible-values", metric: ready, count: 1 },
    },
  ])("$name", ({ frame, problem }) => {
    expect(capacityViewModel([frame], settings).problems).toEqual([problem]);
  });
});

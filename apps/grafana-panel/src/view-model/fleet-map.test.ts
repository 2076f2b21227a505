import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { fleetMap, fleetReader, groupsOf, mostCells } from "./fleet-map.ts";
import { cellText, fitText, fleetText, problemText } from "./fleet-text.ts";
import type { FrameLike } from "./frame.ts";
import { readFrames } from "./read-series.ts";

const freshness = { asOfMs: 2000, staleAfterMs: 10_000 };

const gpu = (metric: string, value: unknown, labels: Readonly<Record<string, string>> = {}): FrameLike =>
  frame({ metric, values: [value, value], labels: { node: "n1", gpu: "0", gpu_uuid: "GPU-a", ...labels } });

const agent: readonly FrameLike[] = [
  gpu("loadline_gpu_memory_total_bytes", 80 * 2 ** 30),
  gpu("loadline_gpu_memory_used_bytes", 60 * 2 ** 30),
  gpu("loadline_gpu_utilization_ratio", 0.42),
];

/** A series without labels, as an aggregation leaves it. */
const bare = (metric: string): FrameLike => ({
  name: metric,
  fields: frame({ metric, values: [1, 1] }).fields.map(({ labels: _, ...field }) => field),
});

const tableOf = (node: string): FrameLike => ({
  fields: [
    { name: "Time", type: "time", values: [1000] },
    { name: "node", type: "string", values: [node] },
    { name: "loadline_gpu_utilization_ratio", type: "number", values: [0.5] },
  ],
});

const onlyCell = (frames: readonly FrameLike[], changed: Partial<typeof freshness> = {}) => {
  const [node] = fleetMap(readFrames(frames), { ...freshness, ...changed }).nodes;
  if (node?.cells[0] === undefined) throw new Error("expected a cell");
  return node.cells[0];
};

describe("a GPU of the node agent", () => {
  test("has fullness of memory, utilisation and a text with both", () => {
    expect(onlyCell(agent)).toMatchObject({ node: "n1", gpu: "0", memoryRatio: 0.75, utilizationRatio: 0.42 });
    expect(cellText(onlyCell(agent))).toBe(
      "GPU 0 on n1; memory 75 % full (60 of 80 GiB); utilisation 42 %; no fault reported",
    );
  });

  test("without a label node it stands under the address of its agent", () => {
    const frames = agent.map((one) => ({
      ...one,
      fields: one.fields.map((field) => ({
        ...field,
        labels: { ...field.labels, node: "", instance: "10.0.0.1:9400" },
      })),
    }));
    expect(onlyCell(frames).node).toBe("10.0.0.1:9400");
  });

  test("what is not measured is unknown and not zero", () => {
    const cell = onlyCell([gpu("loadline_gpu_utilization_ratio", Number.NaN)]);
    expect(cell).toMatchObject({ memoryRatio: null, utilizationRatio: null, health: "unknown" });
    expect(cellText(cell)).toContain("memory unknown full (unknown of unknown GiB)");
  });

  test("old values are stale and not shown as present", () => {
    const cell = onlyCell(agent, { asOfMs: 61_000 });
    expect(cell).toMatchObject({ health: "stale", memoryRatio: null, dataAgeSeconds: 60 });
    expect(cellText(cell)).toContain("stale, 1 min old");
  });
});

describe("a GPU of NVIDIA's exporter", () => {
  const dcgm = (metric: string, value: number, labels = {}) =>
    frame({ metric, values: [value], labels: { Hostname: "h1", UUID: "GPU-b", gpu: "1", ...labels } });

  test("percent and MiB become ratio and bytes", () => {
    const frames = [
      dcgm("DCGM_FI_DEV_FB_USED", 1024),
      dcgm("DCGM_FI_DEV_FB_FREE", 3072),
      dcgm("DCGM_FI_DEV_GPU_UTIL", 87),
    ];
    expect(onlyCell(frames)).toMatchObject({
      node: "h1",
      memoryTotalBytes: 4 * 2 ** 30,
      memoryRatio: 0.25,
      utilizationRatio: 0.87,
    });
  });

  test.each([
    { name: "a driver error is a fault", xid: 79, health: "fault" },
    { name: "error 0 is none", xid: 0, health: "ok" },
  ])("$name", ({ xid, health }) => expect(onlyCell([dcgm("DCGM_FI_DEV_XID_ERRORS", xid)]).health).toBe(health));

  test("slices of one GPU are cells of their own", () => {
    const frames = ["1", "2"].map((slice) => dcgm("DCGM_FI_DEV_FB_USED", 1, { GPU_I_ID: slice }));
    expect(fleetMap(readFrames(frames), freshness).nodes[0]?.cells.map((cell) => cell.gpu)).toEqual([
      "1 slice 1",
      "1 slice 2",
    ]);
  });
});

describe("nodes", () => {
  test("are in the order of their numbers, and so are their GPUs", () => {
    const at = (node: string, index: string) =>
      gpu("loadline_gpu_utilization_ratio", 0, { node, gpu: index, gpu_uuid: `${node}-${index}` });
    const { nodes } = fleetMap(readFrames([at("n10", "0"), at("n2", "10"), at("n2", "9")]), freshness);
    expect(nodes.map(({ node, cells }) => [node, cells.map((cell) => cell.gpu)])).toEqual([
      ["n2", ["9", "10"]],
      ["n10", ["0"]],
    ]);
  });

  test("are in the order of a collator, whatever they are called", () => {
    const collator = new Intl.Collator("en", { numeric: true });
    const sign = fc.constantFrom(
      "n",
      "node-",
      "N",
      "-",
      ".",
      "0",
      "1",
      "9",
      "0000",
      "1234567890",
      "é",
      "\u0301",
      "٣",
      "²",
    );
    const name = fc.array(sign, { minLength: 1, maxLength: 5 }).map((signs) => signs.join(""));
    return fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const frames = names.map((node) => gpu("loadline_gpu_utilization_ratio", 0, { node }));
        const shown = fleetMap(readFrames(frames), freshness).nodes.map(({ node }) => node);
        expect(shown).toEqual([...new Set(names)].sort(collator.compare));
      }),
      { numRuns: 500 },
    );
  });

  test("GPUs that should be there and are not are counted", () => {
    const node = (metric: string, value: number) => frame({ metric, values: [value], labels: { node: "n1" } });
    const fleet = fleetMap(
      readFrames([...agent, node("loadline_gpus_seen", 1), node("loadline_gpus_expected", 8)]),
      freshness,
    );
    expect(fleet.nodes[0]?.missing).toBe(7);
    expect(fleetText(fleet)).toBe("1 GPU on 1 node, 7 missing.");
  });

  test("GPUs that hold nothing are counted, and how many of them are on one node", () => {
    const sampleOf = (node: string, gpu: string, used: number) => {
      const labels = { node, gpu, gpu_uuid: `GPU-${node}-${gpu}` };
      return [
        frame({ metric: "loadline_gpu_memory_total_bytes", values: [100], labels }),
        frame({ metric: "loadline_gpu_memory_used_bytes", values: [used], labels }),
      ];
    };
    const frames = [sampleOf("a", "0", 1), sampleOf("a", "1", 0), sampleOf("b", "0", 1), sampleOf("b", "1", 90)].flat();
    expect(fleetText(fleetMap(readFrames(frames), freshness))).toBe(
      "4 GPUs on 2 nodes, 3 free on 2 nodes, at most 2 on one: a replica of 3 GPUs does not fit.",
    );
  });

  test("a fleet larger than a map is cut, and the number left out is shown", () => {
    const frames = Array.from({ length: mostCells + 100 }, (_, index) =>
      gpu("loadline_gpu_utilization_ratio", 0.5, { node: `n${index % 50}`, gpu_uuid: `GPU-${index}` }),
    );
    const fleet = fleetMap(readFrames(frames), freshness);
    expect(fleet.leftOut).toBe(100);
    expect(fleet.nodes.flatMap(({ cells }) => cells)).toHaveLength(mostCells);
  });
});

test("whatever the frames hold, ratios are finite or unknown and nothing throws", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          metric: fc.constantFrom(
            "loadline_gpu_memory_total_bytes",
            "loadline_gpu_memory_used_bytes",
            "loadline_gpus_seen",
          ),
          labels: fc.dictionary(fc.constantFrom("node", "gpu", "gpu_uuid", "__proto__"), fc.string()),
          values: fc.array(fc.oneof(fc.double(), fc.anything()), { maxLength: 5 }),
        }),
        { maxLength: 8 },
      ),
      (frames) => {
        for (const { cells } of fleetMap(readFrames(frames.map(frame)), freshness).nodes) {
          for (const cell of cells) {
            expect(cell.memoryRatio === null || Number.isFinite(cell.memoryRatio)).toBe(true);
            expect(cellText(cell)).not.toMatch(/NaN|undefined|Infinity/);
          }
        }
      },
    ),
  ));

describe("an update", () => {
  const { asOfMs } = freshness;
  const read = (frames: readonly FrameLike[]) => fleetReader()({ series: frames }, asOfMs);
  const valued = fc.record({
    metric: fc.constantFrom(
      "loadline_gpu_memory_used_bytes",
      "loadline_gpus_seen",
      "loadline_placeable_replicas",
      "up",
    ),
    labels: fc.record({ node: fc.constantFrom("n1", "n2"), gpu: fc.constantFrom("0", "1") }),
    values: fc.array(fc.tuple(fc.nat(9), fc.option(fc.nat(9))), { minLength: 3, maxLength: 3 }),
  });
  const framesOf = (
    series: readonly { metric: string; labels: Record<string, string>; values: unknown[][] }[],
    at: 0 | 1,
  ) => series.map(({ values, ...one }) => frame({ ...one, values: values.map((both) => both[at]) }));

  test("of values alone gives the map that reading all anew gives", () =>
    fc.assert(
      fc.property(fc.array(valued, { maxLength: 8 }), (series) => {
        const [before, after] = [framesOf(series, 0), framesOf(series, 1)];
        const mapOf = fleetReader();
        mapOf({ series: before, structureRev: 7 }, asOfMs);
        expect(mapOf({ series: after, structureRev: 7 }, asOfMs)).toEqual(read(after));
      }),
    ));

  const [one, other, none] = [
    gpu("loadline_gpus_seen", 1),
    gpu("loadline_gpus_seen", 1, { node: "n2" }),
    bare("loadline_gpus_seen"),
  ];
  test.each([
    { what: "other labels, as Grafana counts them", frames: [one, other], counted: [7, 8] },
    { what: "other labels where Grafana counts nothing", frames: [one, other], counted: [] },
    { what: "no labels, which Grafana does not count", frames: [one, none], counted: [7, 7] },
    { what: "labels in place of none", frames: [none, one], counted: [7, 7] },
    { what: "a table, whose labels are among its values", frames: [tableOf("n1"), tableOf("n2")], counted: [7, 7] },
  ])("with $what reads them anew", ({ frames: [before, after], counted: [first, second] }) => {
    const mapOf = fleetReader();
    const series = [before, after].map((frame) => (frame === undefined ? [] : [frame]));
    mapOf({ series: series[0] ?? [], structureRev: first }, asOfMs);
    expect(mapOf({ series: series[1] ?? [], structureRev: second }, asOfMs)).toEqual(read(series[1] ?? []));
  });
});

describe("what the recommender knows of nodes", () => {
  const problem = (name: string, node: string) =>
    frame({
      metric: "loadline_node_problem_since_timestamp_seconds",
      labels: { node, problem: name, deployment: "" },
      values: [1, 1],
    });
  const holds = (node: string, deployment: string) =>
    frame({ metric: "loadline_node_replicas", labels: { node, deployment, pool: "p" }, values: [1, 1] });
  const free = gpu("loadline_gpu_memory_used_bytes", 0);

  test("a stale node is down, and none of its GPUs is free", () => {
    const frames = [...agent.slice(0, 1), free];
    const [sound, down] = [frames, [...frames, problem("stale", "n1")]].map((all) =>
      fleetMap(readFrames(all), freshness),
    );
    expect(sound && fleetText(sound)).toBe("1 GPU on 1 node, 1 free, all on one node.");
    expect(down && fleetText(down)).toBe("1 node does not serve, 1 GPU on 1 node.");
    expect(down?.nodes.map((node) => problemText(node, 31_000))).toEqual(["not reporting for 30\u00a0s"]);
  });

  test("what a node without a problem holds is known by the engines of its agent, with the pool of the plan", () => {
    const engine = { node: "n1", deployment: "chat", engine: "e0" };
    const frames = [
      ...agent,
      frame({ metric: "loadline_engine_requests_waiting", labels: engine, values: [0, 0] }),
      frame({ metric: "loadline_engine_requests_waiting", labels: { node: "n1", deployment: "" }, values: [0, 0] }),
      frame({ metric: "loadline_deployment_info", labels: { deployment: "chat", pool: "h100" }, values: [1, 1] }),
    ];
    expect(fleetMap(readFrames(frames), freshness).nodes).toMatchObject([{ deployment: "chat", pool: "h100" }]);
  });

  test("a node without samples in the range is there when it has a problem", () => {
    const { nodes } = fleetMap(readFrames([...agent, problem("drain", "n9")]), freshness);
    expect(nodes.map(({ node, cells }) => [node, cells.length])).toEqual([
      ["n1", 1],
      ["n9", 0],
    ]);
  });

  test("nodes stand together by what they hold, those of nothing last", () => {
    const at = (node: string) => gpu("loadline_gpu_utilization_ratio", 0.5, { node, gpu_uuid: node });
    const frames = [at("n1"), at("n2"), at("n3"), holds("n3", "chat"), holds("n2", "code"), holds("n2", "chat")];
    const groups = groupsOf(fleetMap(readFrames(frames), freshness).nodes, "deployment");
    expect(groups.map(({ name, nodes }) => [name, ...nodes.map(({ node }) => node)])).toEqual([
      ["chat", "n3"],
      ["chat, code", "n2"],
      ["", "n1"],
    ]);
  });

  test("how many more replicas fit stands for each deployment", () => {
    const frames = [
      ...agent,
      frame({ metric: "loadline_placeable_replicas", labels: { deployment: "chat-70b" }, values: [2, 2] }),
      frame({
        metric: "loadline_deployment_info",
        labels: { deployment: "chat-70b", gpu: "H100", gpus_per_replica: "4" },
        values: [1, 1],
      }),
    ];
    expect(fleetMap(readFrames(frames), freshness).fits.map(fitText)).toEqual(["chat-70b (4 × H100): 2 more fit"]);
  });
});

import { expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { engineRow, gpuReading, snapshots } from "../../test/snapshots.ts";
import { Outbox } from "../publish/outbox.ts";
import { SendBuffer } from "../publish/send-buffer.ts";
import { buildSample } from "../sample/sample.ts";
import { AgentConfig } from "../settings/config.ts";
import type { AgentView } from "./agent-view.ts";
import { createMetrics } from "./metrics.ts";

const pageOf = (from: ReturnType<typeof snapshots>, config: Partial<AgentConfig> = {}): Promise<string> => {
  const clock = new ManualClock();
  const identity = { bootId: "boot-0001", seq: 0, sampledAt: 1, intervalSeconds: 1, inventoryHash: null };
  const view: AgentView = {
    config: () => AgentConfig.parse(config),
    sources: () => ({}) as ReturnType<AgentView["sources"]>,
    outbox: new Outbox({
      buffer: new SendBuffer({ maxMessages: 10, maxBytes: 1000 }),
      clock,
      logger: recordingLogger(),
      random: () => 0,
      onStored: () => undefined,
      onDropped: () => undefined,
    }),
    latest: { sample: buildSample(from, identity), at: clock.elapsed() },
    permissionErrors: 0,
  };
  return createMetrics(view, clock).render();
};
const gpuLines = (page: string): readonly string[] =>
  page.split("\n").filter((line) => line.startsWith("loadline_gpu_"));

test("every value of a GPU that is known is on the page, in base units", async () => {
  const page = await pageOf(snapshots([gpuReading(0, { clockEventReasons: ["hw-thermal-slowdown"] })], []));
  const labels = '{gpu_uuid="GPU-0",gpu="0"}';
  for (const line of [
    `loadline_gpu_utilization_ratio${labels} 0.5`,
    `loadline_gpu_memory_utilization_ratio${labels} 0.25`,
    `loadline_gpu_memory_total_bytes${labels} 80000000000`,
    `loadline_gpu_power_limit_watts${labels} 700`,
    `loadline_gpu_memory_clock_hertz${labels} 2500000000`,
    `loadline_gpu_ecc_uncorrected_errors${labels} 0`,
    `loadline_gpu_row_remap_pending${labels} 0`,
    'loadline_gpu_clock_event_active{gpu_uuid="GPU-0",gpu="0",reason="hw-thermal-slowdown"} 1',
  ])
    expect(page).toContain(`${line}\n`);
});

test("a MIG slice has series of its own, for what is known of it", async () => {
  const slice = {
    uuid: "MIG-1",
    index: 0,
    gpuInstanceId: 3,
    computeInstanceId: 0,
    profile: "2g.20gb",
    memoryTotalBytes: 20e9,
    memoryUsedBytes: null,
  };
  const page = await pageOf(snapshots([gpuReading(0, { migEnabled: true, slices: [slice] })], []));
  const labels = '{slice_uuid="MIG-1",gpu_uuid="GPU-0",profile="2g.20gb"}';
  expect(page).toContain(`loadline_slice_memory_total_bytes${labels} 20000000000\n`);
  expect(page).not.toMatch(/^loadline_slice_(?:memory_used_bytes|sm_active_ratio)\{/m);
});

test("what is unknown is not on the page, neither as zero nor as NaN", async () => {
  const unknown = gpuReading(0, { utilizationRatio: null, rowRemapPending: null, clockEventReasons: null });
  const page = await pageOf(snapshots([unknown], []));
  expect(page).not.toMatch(/^loadline_gpu_(?:utilization_ratio|row_remap_pending|clock_event_active)\{/m);
  expect(page).not.toContain("NaN");
});

test("values that are too old are gone, and their GPUs not counted", async () => {
  const page = await pageOf(snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false }));
  expect(gpuLines(page)).toEqual([]);
  expect(page).not.toMatch(/^loadline_gpus_seen \d/m);
  expect(page).toMatch(/^loadline_engines_reachable 1$/m);
});

test("requests that wait at an engine are on the page with the deployment that they are for, where both are known", async () => {
  const waiting = (row: ReturnType<typeof engineRow>, count: number) =>
    row.reading === null
      ? row
      : { ...row, reading: { ...row.reading, numbers: { ...row.reading.numbers, waiting: count } } };
  const engines = [waiting(engineRow("a"), 3), engineRow("b"), waiting(engineRow("c", { deployment: null }), 3)];
  const page = await pageOf(snapshots([gpuReading(0)], engines), { cluster: "lab" });
  const lines = page.split("\n").filter((line) => line.startsWith("loadline_engine_requests_waiting"));
  expect(lines).toEqual(['loadline_engine_requests_waiting{cluster="lab",deployment="chat",engine="a"} 3']);
});

test("the expected number of GPUs is on the page where it is configured", async () => {
  const seen = snapshots([gpuReading(0)], []);
  expect(await pageOf(seen, { expectedGpus: 8 })).toMatch(/^loadline_gpus_expected 8$/m);
  expect(await pageOf(seen)).not.toMatch(/^loadline_gpus_expected \d/m);
});

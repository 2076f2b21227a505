import { expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { gpuReading, gpuReport } from "../../test/snapshots.ts";
import type { GpuReport } from "../gpu-report/gpu-report.ts";
import type { PodReport } from "../gpu-report/pod-report.ts";
import type { ReadOutcome, Source } from "../source/source.ts";
import { SupervisedSource } from "../source/supervised-source.ts";
import { readAll, type SupervisedSources } from "./index.ts";

const source = <T>(name: string, outcome: ReadOutcome<T>): SupervisedSource<T> => {
  const made: Source<T> = { name, deadlineSeconds: 1, firstDeadlineSeconds: 1, read: () => Promise.resolve(outcome) };
  return new SupervisedSource(made, { clock: new ManualClock(), logger: recordingLogger(), freshnessSeconds: 30 });
};
const report = gpuReport([gpuReading(0)]);
const other = gpuReport([gpuReading(7)]);
const absent = { kind: "absent", detail: "not found" } as const;

const read = (own: ReadOutcome<GpuReport>, amd: ReadOutcome<GpuReport>) =>
  readAll(
    {
      "nvidia-smi": source("nvidia-smi", own),
      engines: source("engines", absent),
      "amd-exporter": source("amd-exporter", amd),
    } as SupervisedSources,
    1,
  );

test.each([
  { name: "the driver's where it has them", own: { kind: "ok", value: report }, uuid: "GPU-0", state: "ok" },
  { name: "an exporter's where there is no driver", own: absent, uuid: "GPU-7", state: "absent" },
  {
    name: "an exporter's where the driver never had any",
    own: { kind: "failed", reason: "exit-code", detail: "x" },
    uuid: "GPU-7",
    state: "degraded",
  },
] as const)("the GPUs are $name", async ({ own, uuid, state }) => {
  const { gpus } = await read(own, { kind: "ok", value: other });
  expect(gpus).toMatchObject({ fresh: true, value: { gpus: [{ uuid }] }, status: { state } });
});

test("the GPUs are an exporter's while the driver's are too old", async () => {
  const clock = new ManualClock();
  const deps = { clock, logger: recordingLogger(), freshnessSeconds: 30 };
  let answers = 0;
  const once: Source<GpuReport> = {
    name: "nvidia-smi",
    deadlineSeconds: 1000,
    firstDeadlineSeconds: 1000,
    read: () =>
      answers++ === 0 ? Promise.resolve({ kind: "ok", value: report } as const) : new Promise(() => undefined),
  };
  const amd = { ...once, name: "amd-exporter", read: () => Promise.resolve({ kind: "ok", value: other } as const) };
  const sources = {
    "nvidia-smi": new SupervisedSource(once, deps),
    engines: source("engines", absent),
    "amd-exporter": new SupervisedSource(amd, deps),
  } as SupervisedSources;
  const uuid = async () => (await readAll(sources, 0)).gpus.value?.gpus[0]?.uuid;
  await uuid();
  await clock.advance(1);
  expect(await uuid()).toBe("GPU-0");
  await clock.advance(60);
  await uuid();
  await clock.advance(0.1);
  expect(await uuid()).toBe("GPU-7");
});

test("an exporter without GPUs changes nothing", async () =>
  expect((await read(absent, { kind: "ok", value: gpuReport([]) })).gpus).toMatchObject({ value: null }));

test("pods are the kubelet's, else those that an exporter names", async () => {
  const device = { share: null, resource: "", namespace: "serving", pod: "chat-0", container: "engine" };
  const exported: GpuReport = { ...other, pods: [{ device: "GPU-7", ...device }] };
  const kubelet = { devices: [{ device: "GPU-0", ...device }], allocatable: 1, rejected: 0 };
  const sources = (pods: ReadOutcome<PodReport>) =>
    ({
      "nvidia-smi": source("nvidia-smi", { kind: "ok", value: report }),
      engines: source("engines", absent),
      "amd-exporter": source("amd-exporter", { kind: "ok", value: exported }),
      "pod-resources": source("pod-resources", pods),
    }) as SupervisedSources;
  const devices = async (pods: ReadOutcome<PodReport>) =>
    (await readAll(sources(pods), 1)).pods?.devices.map((each) => each.device);
  expect(await devices({ kind: "ok", value: kubelet })).toEqual(["GPU-0"]);
  expect(await devices(absent)).toEqual(["GPU-7"]);
});

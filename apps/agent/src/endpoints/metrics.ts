import type { SourceState, Telemetry } from "@loadline/protocol";
import { counter, exposeCertificates, gauge } from "@loadline/runtime/prometheus";
import type { CertificateSpan } from "@loadline/runtime/settings";
import { Registry } from "prom-client";
import { inUse } from "../sources/index.ts";
import type { Clock } from "../system/clock.ts";
import type { AgentView } from "./agent-view.ts";

/** Keyed by state, so that none is missing; importing the list of wire would load its schemas. */
const everyState: Readonly<Record<SourceState, true>> = { ok: true, degraded: true, stalled: true, absent: true };
const sourceStates = Object.keys(everyState) as readonly SourceState[];

/** Gauges per GPU, by column of the sample. */
const gpuGauges = [
  ["loadline_gpu_utilization_ratio", "utilizationRatio"],
  ["loadline_gpu_memory_utilization_ratio", "memoryUtilizationRatio"],
  ["loadline_gpu_memory_total_bytes", "memoryTotalBytes"],
  ["loadline_gpu_memory_used_bytes", "memoryUsedBytes"],
  ["loadline_gpu_memory_reserved_bytes", "memoryReservedBytes"],
  ["loadline_gpu_power_draw_watts", "powerDrawWatts"],
  ["loadline_gpu_power_limit_watts", "powerLimitWatts"],
  ["loadline_gpu_temperature_celsius", "temperatureCelsius"],
  ["loadline_gpu_sm_clock_hertz", "smClockHertz"],
  ["loadline_gpu_memory_clock_hertz", "memoryClockHertz"],
  ["loadline_gpu_ecc_uncorrected_errors", "eccUncorrectedVolatile"],
  ["loadline_gpu_row_remap_pending", "rowRemapPending"],
  ["loadline_gpu_row_remap_failed", "rowRemapFailed"],
] as const;

/** Gauges per MIG slice, by column of the sample. */
const sliceGauges = [
  ["loadline_slice_memory_total_bytes", "memoryTotalBytes"],
  ["loadline_slice_memory_used_bytes", "memoryUsedBytes"],
] as const;

const createFamilies = (registry: Registry) => ({
  gpu: gpuGauges.map(([name, column]) => ({ family: gauge(registry, name), column })),
  slice: sliceGauges.map(([name, column]) => ({ family: gauge(registry, name), column })),
  clockEvents: gauge(registry, "loadline_gpu_clock_event_active"),
  gpusSeen: gauge(registry, "loadline_gpus_seen"),
  gpusExpected: gauge(registry, "loadline_gpus_expected"),
  enginesReachable: gauge(registry, "loadline_engines_reachable"),
  requestsWaiting: gauge(registry, "loadline_engine_requests_waiting"),
  sourceState: gauge(registry, "loadline_source_state"),
  sourceAge: gauge(registry, "loadline_source_age_seconds"),
  sourceDuration: gauge(registry, "loadline_source_read_duration_seconds"),
  sourceFailures: counter(registry, "loadline_source_failures_total"),
  published: counter(registry, "loadline_samples_published_total"),
  dropped: counter(registry, "loadline_samples_dropped_total"),
  ring: gauge(registry, "loadline_ring_samples"),
  connected: gauge(registry, "loadline_broker_connected"),
  permissionErrors: counter(registry, "loadline_broker_permission_errors_total"),
});
type Families = ReturnType<typeof createFamilies>;

const setGpus = (families: Families, { gpus }: Telemetry): void => {
  const labelsOf = (row: number) => ({ gpu_uuid: gpus.uuid[row] ?? "", gpu: String(gpus.index[row]) });
  for (const { family, column } of families.gpu) {
    family.reset();
    for (const [row, value] of (gpus[column] ?? []).entries()) {
      if (value !== null) family.set(labelsOf(row), Number(value));
    }
  }
  families.clockEvents.reset();
  for (const [row, reasons] of gpus.clockEventReasons.entries()) {
    for (const reason of reasons ?? []) families.clockEvents.set({ ...labelsOf(row), reason }, 1);
  }
};

const setSlices = (families: Families, { slices }: Telemetry): void => {
  for (const { family, column } of families.slice) {
    family.reset();
    for (const [row, value] of (slices?.[column] ?? []).entries()) {
      if (value === null) continue;
      const [uuid, parent, profile] = [slices?.uuid[row], slices?.parentUuid[row], slices?.profile[row]];
      family.set({ slice_uuid: uuid ?? "", gpu_uuid: parent ?? "", profile: profile ?? "" }, value);
    }
  }
};

const setEngines = ({ requestsWaiting }: Families, { engines }: Telemetry, cluster: string): void => {
  requestsWaiting.reset();
  for (const [row, waiting] of engines.waiting.entries()) {
    const [deployment, engine] = [engines.deployment[row], engines.id[row]];
    if (waiting === null || !deployment || engine === undefined) continue;
    requestsWaiting.set({ cluster, deployment, engine }, waiting);
  }
};

/** The count of GPUs is known only while the driver's report is fresh. */
const setCounts = (families: Families, { gpus, engines, sources }: Telemetry, freshGpus: boolean): void => {
  families.gpusSeen.remove();
  if (freshGpus) families.gpusSeen.set(gpus.uuid.length);
  families.enginesReachable.set(engines.reachable.filter(Boolean).length);
  for (const family of [families.sourceState, families.sourceAge, families.sourceDuration]) family.reset();
  for (const [source, { state, ageSeconds, durationSeconds }] of Object.entries(sources)) {
    for (const candidate of sourceStates) {
      families.sourceState.set({ source, state: candidate }, candidate === state ? 1 : 0);
    }
    if (ageSeconds !== null) families.sourceAge.set({ source }, ageSeconds);
    if (durationSeconds !== null) families.sourceDuration.set({ source }, durationSeconds);
  }
};

const setTotals = (families: Families, { sources, outbox, permissionErrors }: AgentView): void => {
  const { stored, dropped, waiting, connected } = outbox.stats();
  families.sourceFailures.reset();
  for (const { name, failures } of inUse(sources())) {
    for (const [reason, count] of failures) families.sourceFailures.inc({ source: name, reason }, count);
  }
  families.published.reset();
  families.published.inc(stored);
  families.dropped.reset();
  for (const [reason, count] of dropped) families.dropped.inc({ reason }, count);
  families.permissionErrors.reset();
  families.permissionErrors.inc(permissionErrors);
  families.ring.set(waiting);
  families.connected.set(connected ? 1 : 0);
};

/** Ages grow between a sample and the rendering of the page. */
const aged = (sample: Telemetry, seconds: number): Telemetry => ({
  ...sample,
  sources: Object.fromEntries(
    Object.entries(sample.sources).map(([name, status]) => [
      name,
      { ...status, ageSeconds: status.ageSeconds === null ? null : status.ageSeconds + seconds },
    ]),
  ),
});

export const createMetrics = (
  view: AgentView,
  clock: Clock,
  certificates: () => readonly CertificateSpan[] = () => [],
) => {
  const registry = new Registry();
  const families = createFamilies(registry);
  exposeCertificates(registry, certificates);
  return {
    contentType: registry.contentType as string,
    render: () => {
      setTotals(families, view);
      const { cluster, expectedGpus, freshnessSeconds } = view.config();
      families.gpusExpected.remove();
      if (expectedGpus !== null) families.gpusExpected.set(expectedGpus);
      if (view.latest !== null) {
        const sample = aged(view.latest.sample, clock.elapsed() - view.latest.at);
        const age = sample.sources["nvidia-smi"]?.ageSeconds ?? null;
        setGpus(families, sample);
        setSlices(families, sample);
        setEngines(families, sample, cluster);
        setCounts(families, sample, age !== null && age <= freshnessSeconds);
      }
      return registry.metrics();
    },
  };
};

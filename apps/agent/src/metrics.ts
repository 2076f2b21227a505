import type { GpuColumns, SourceState, Telemetry } from "@loadline/wire";
import { counter, gauge } from "@loadline/wire/prometheus";
import { Registry } from "prom-client";
import type { AgentView } from "./agent.ts";
import type { Clock } from "./clock.ts";

export interface MetricsPage {
  readonly contentType: string;
  /** The page as of now; values are taken when somebody asks. */
  render(): Promise<string>;
}

/** Keyed by state, so that none can be forgotten; the list that wire has would bring its schemas along. */
const everyState: Readonly<Record<SourceState, true>> = { ok: true, degraded: true, stalled: true, absent: true };
const sourceStates = Object.keys(everyState) as readonly SourceState[];

const createFamilies = (registry: Registry) => ({
  utilization: gauge(registry, "loadline_gpu_utilization_ratio"),
  memoryTotal: gauge(registry, "loadline_gpu_memory_total_bytes"),
  memoryUsed: gauge(registry, "loadline_gpu_memory_used_bytes"),
  powerDraw: gauge(registry, "loadline_gpu_power_draw_watts"),
  temperature: gauge(registry, "loadline_gpu_temperature_celsius"),
  smClock: gauge(registry, "loadline_gpu_sm_clock_hertz"),
  memoryUtilization: gauge(registry, "loadline_gpu_memory_utilization_ratio"),
  memoryReserved: gauge(registry, "loadline_gpu_memory_reserved_bytes"),
  powerLimit: gauge(registry, "loadline_gpu_power_limit_watts"),
  memoryClock: gauge(registry, "loadline_gpu_memory_clock_hertz"),
  smActive: gauge(registry, "loadline_gpu_sm_active_ratio"),
  tensorActive: gauge(registry, "loadline_gpu_tensor_active_ratio"),
  dramActive: gauge(registry, "loadline_gpu_dram_active_ratio"),
  sliceMemoryTotal: gauge(registry, "loadline_slice_memory_total_bytes"),
  sliceMemoryUsed: gauge(registry, "loadline_slice_memory_used_bytes"),
  sliceGraphicsActive: gauge(registry, "loadline_slice_graphics_active_ratio"),
  sliceSmActive: gauge(registry, "loadline_slice_sm_active_ratio"),
  sliceTensorActive: gauge(registry, "loadline_slice_tensor_active_ratio"),
  sliceDramActive: gauge(registry, "loadline_slice_dram_active_ratio"),
  eccUncorrected: gauge(registry, "loadline_gpu_ecc_uncorrected_errors"),
  rowRemapPending: gauge(registry, "loadline_gpu_row_remap_pending"),
  rowRemapFailed: gauge(registry, "loadline_gpu_row_remap_failed"),
  clockEvents: gauge(registry, "loadline_gpu_clock_event_active"),
  gpusSeen: gauge(registry, "loadline_gpus_seen"),
  gpusExpected: gauge(registry, "loadline_gpus_expected"),
  enginesReachable: gauge(registry, "loadline_engines_reachable"),
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

const asNumbers = (column: readonly (boolean | null)[]): readonly (number | null)[] =>
  column.map((value) => (value === null ? null : Number(value)));

/** Columns of numbers with what shows them; those that are left out of a sample show nothing. */
const shownColumns = (families: Families, gpus: GpuColumns) =>
  [
    [families.utilization, gpus.utilizationRatio],
    [families.memoryUtilization, gpus.memoryUtilizationRatio],
    [families.memoryTotal, gpus.memoryTotalBytes],
    [families.memoryUsed, gpus.memoryUsedBytes],
    [families.memoryReserved, gpus.memoryReservedBytes],
    [families.powerDraw, gpus.powerDrawWatts],
    [families.powerLimit, gpus.powerLimitWatts],
    [families.temperature, gpus.temperatureCelsius],
    [families.smClock, gpus.smClockHertz],
    [families.memoryClock, gpus.memoryClockHertz],
    [families.smActive, gpus.smActiveRatio ?? []],
    [families.tensorActive, gpus.tensorActiveRatio ?? []],
    [families.dramActive, gpus.dramActiveRatio ?? []],
    [families.eccUncorrected, gpus.eccUncorrectedVolatile],
    [families.rowRemapPending, asNumbers(gpus.rowRemapPending)],
    [families.rowRemapFailed, asNumbers(gpus.rowRemapFailed)],
  ] as const;

const setGpus = (families: Families, { gpus }: Telemetry): void => {
  const labelsOf = (row: number) => ({ gpu_uuid: gpus.uuid[row] ?? "", gpu: String(gpus.index[row]) });
  for (const [family, column] of shownColumns(families, gpus)) {
    family.reset();
    for (const [row, value] of column.entries()) if (value !== null) family.set(labelsOf(row), value);
  }
  families.clockEvents.reset();
  for (const [row, reasons] of gpus.clockEventReasons.entries()) {
    for (const reason of reasons ?? []) families.clockEvents.set({ ...labelsOf(row), reason }, 1);
  }
};

const sliceColumns = (families: Families, slices: Telemetry["slices"]) =>
  [
    [families.sliceMemoryTotal, slices?.memoryTotalBytes],
    [families.sliceMemoryUsed, slices?.memoryUsedBytes],
    [families.sliceGraphicsActive, slices?.graphicsActiveRatio],
    [families.sliceSmActive, slices?.smActiveRatio],
    [families.sliceTensorActive, slices?.tensorActiveRatio],
    [families.sliceDramActive, slices?.dramActiveRatio],
  ] as const;

const setSlices = (families: Families, { slices }: Telemetry): void => {
  for (const [family, column] of sliceColumns(families, slices)) {
    family.reset();
    for (const [row, value] of (column ?? []).entries()) {
      if (value === null) continue;
      const [uuid, parent, profile] = [slices?.uuid[row], slices?.parentUuid[row], slices?.profile[row]];
      family.set({ slice_uuid: uuid ?? "", gpu_uuid: parent ?? "", profile: profile ?? "" }, value);
    }
  }
};

/** A count of GPUs is known only while the driver's report is fresh. */
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
  for (const source of Object.values(sources())) {
    for (const [reason, count] of source.failures) families.sourceFailures.inc({ source: source.name, reason }, count);
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

/** Ages grow between samples; a page rendered later says so. */
const aged = (sample: Telemetry, seconds: number): Telemetry => ({
  ...sample,
  sources: Object.fromEntries(
    Object.entries(sample.sources).map(([name, status]) => [
      name,
      { ...status, ageSeconds: status.ageSeconds === null ? null : status.ageSeconds + seconds },
    ]),
  ),
});

export const createMetrics = (view: AgentView, clock: Clock): MetricsPage => {
  const registry = new Registry();
  const families = createFamilies(registry);
  return {
    contentType: registry.contentType,
    render: () => {
      setTotals(families, view);
      const { expectedGpus, freshnessSeconds } = view.config();
      families.gpusExpected.remove();
      if (expectedGpus !== null) families.gpusExpected.set(expectedGpus);
      if (view.latest !== null) {
        const sample = aged(view.latest.sample, clock.elapsed() - view.latest.at);
        const age = sample.sources["nvidia-smi"]?.ageSeconds ?? null;
        setGpus(families, sample);
        setSlices(families, sample);
        setCounts(families, sample, age !== null && age <= freshnessSeconds);
      }
      return registry.metrics();
    },
  };
};

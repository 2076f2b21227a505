import { sourceStates, type Telemetry } from "@loadline/wire";
import { counter, gauge } from "@loadline/wire/prometheus";
import { Registry } from "prom-client";
import type { AgentView } from "./agent.ts";
import type { Clock } from "./clock.ts";

export interface MetricsPage {
  readonly contentType: string;
  /** The page as of now; values are taken when somebody asks. */
  render(): Promise<string>;
}

const createFamilies = (registry: Registry) => ({
  utilization: gauge(registry, "loadline_gpu_utilization_ratio"),
  memoryTotal: gauge(registry, "loadline_gpu_memory_total_bytes"),
  memoryUsed: gauge(registry, "loadline_gpu_memory_used_bytes"),
  powerDraw: gauge(registry, "loadline_gpu_power_draw_watts"),
  temperature: gauge(registry, "loadline_gpu_temperature_celsius"),
  smClock: gauge(registry, "loadline_gpu_sm_clock_hertz"),
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

const setGpus = (families: Families, { gpus }: Telemetry): void => {
  const columns = [
    [families.utilization, gpus.utilizationRatio],
    [families.memoryTotal, gpus.memoryTotalBytes],
    [families.memoryUsed, gpus.memoryUsedBytes],
    [families.powerDraw, gpus.powerDrawWatts],
    [families.temperature, gpus.temperatureCelsius],
    [families.smClock, gpus.smClockHertz],
  ] as const;
  for (const [family, column] of columns) {
    family.reset();
    for (const [row, uuid] of gpus.uuid.entries()) {
      const value = column[row];
      if (value !== null && value !== undefined) family.set({ gpu_uuid: uuid, gpu: String(gpus.index[row]) }, value);
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
  for (const source of Object.values(sources)) {
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

export interface MetricsSettings {
  readonly clock: Clock;
  readonly expectedGpus: number | null;
  readonly freshnessSeconds: number;
}

export const createMetrics = (view: AgentView, settings: MetricsSettings): MetricsPage => {
  const registry = new Registry();
  const families = createFamilies(registry);
  families.gpusExpected.remove();
  if (settings.expectedGpus !== null) families.gpusExpected.set(settings.expectedGpus);
  return {
    contentType: registry.contentType,
    render: () => {
      setTotals(families, view);
      if (view.latest !== null) {
        const sample = aged(view.latest.sample, settings.clock.elapsed() - view.latest.at);
        const age = sample.sources["nvidia-smi"]?.ageSeconds ?? null;
        setGpus(families, sample);
        setCounts(families, sample, age !== null && age <= settings.freshnessSeconds);
      }
      return registry.metrics();
    },
  };
};

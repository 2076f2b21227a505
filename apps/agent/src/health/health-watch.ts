import { busIdKey, type GpuReading, type GpuReport } from "../gpu-report/gpu-report.ts";
import type { XidReport } from "../sources/kmsg-xid/index.ts";
import { Debounce, type DebounceRule } from "./debounce.ts";
import type { HealthEffect, HealthEvent } from "./health-event.ts";
import { XidEvents } from "./xid-events.ts";

interface Seen {
  readonly seconds: Readonly<Record<string, number>>;
  readonly at: number;
}

/** Shares of the time between two reports in which a reason held the clocks of a GPU down, from the driver's counters. */
class ThrottleShares {
  readonly #seen = new Map<string, Seen>();

  /** By reason; empty at the first report, without counters, and after they began again. */
  observe(uuid: string, seconds: Seen["seconds"] | null, now: number): ReadonlyMap<string, number> {
    const before = this.#seen.get(uuid);
    if (seconds === null) {
      this.#seen.delete(uuid);
      return new Map();
    }
    this.#seen.set(uuid, { seconds, at: now });
    if (before === undefined || now <= before.at) return new Map();
    const grown = Object.entries(seconds).map(
      ([reason, value]) => [reason, value - (before.seconds[reason] ?? value)] as const,
    );
    if (grown.some(([, value]) => value < 0)) return new Map();
    return new Map(grown.map(([reason, value]) => [reason, Math.min(1, value / (now - before.at))]));
  }
}

/** The facts of one sample about the health of the node. */
export interface HealthInput {
  /** Epoch seconds. */
  readonly now: number;
  /** The report of this sample; null when there is none that is fresh. */
  readonly report: GpuReport | null;
  /** State detail of nvidia-smi; null when it is ok. */
  readonly problem: string | null;
  readonly expectedGpus: number | null;
  readonly xids: XidReport | null;
  /** The last Xid of each GPU in an exporter by UUID, 0 for none. */
  readonly lastXids?: ReadonlyMap<string, number> | null;
}

const atOnce: DebounceRule = { samples: 1, persistSeconds: 0 };
/** A driver that is busy with a card may leave it out of one report. */
const twice: DebounceRule = { samples: 2, persistSeconds: 0 };
const throttleSamples = 3;
/** A smaller share of the time costs less than the error of the model. */
const noticedShare = 0.1;
/** Reports of a broken driver must not fill the memory. */
const mostDevices = 256;
/** A device that is left out of a report for one of these reasons cannot be reached. */
const gone: ReadonlySet<string> = new Set(["lost", "uuid-missing"]);
const longestDetail = 500;

/**
 * Clock event reasons that cost capacity, and the seconds that they must persist. Idle clocks, set clocks, sync boost and
 * the power cap at full load do not.
 * @source https://github.com/leptonai/gpud (slowdown thresholds), https://docs.nvidia.com/deploy/nvml-api/group__nvmlClocksEventReasons.html
 */
const throttleRules: readonly (readonly [reason: string, DebounceRule])[] = [
  ["hw-slowdown", { samples: throttleSamples, persistSeconds: 300 }],
  ["hw-thermal-slowdown", { samples: throttleSamples, persistSeconds: 300 }],
  ["hw-power-brake-slowdown", { samples: throttleSamples, persistSeconds: 300 }],
  ["sw-thermal-slowdown", { samples: throttleSamples, persistSeconds: 1800 }],
];

/** Effect of the driver's recovery action; an action that is not listed costs some capacity. */
const recoveryEffects: ReadonlyMap<string, HealthEffect> = new Map([
  ["none", "ok"],
  ["drain-p2p", "degraded"],
  ["reset", "drain"],
  ["reboot", "drain"],
  ["drain-and-reset", "drain"],
]);

const memoryStates = [
  { key: "rowRemapPending", kind: "row-remap", detail: "a row remap waits for a reset of the GPU" },
  { key: "rowRemapFailed", kind: "row-remap", detail: "a row remap failed; replace the GPU" },
  { key: "pageRetirementPending", kind: "ecc", detail: "retired memory pages wait for a reset of the GPU" },
  { key: "repairPending", kind: "ecc", detail: "a repair of the GPU waits for a reset" },
  { key: "memoryUnrepairable", kind: "ecc", detail: "memory cannot be repaired; replace the GPU" },
  {
    key: "eccSramThresholdExceeded",
    kind: "ecc",
    detail: "uncorrected errors of on-chip memory are above the driver's threshold; replace the GPU",
  },
] as const;

type Event = Pick<HealthEvent, "kind" | "gpuUuid" | "effect" | "detail">;

/** Events of a condition: one with its effect when it begins, one with the effect `ok` when it ends. */
const eventsOf = (
  change: "began" | "ended" | null,
  { kind, gpuUuid, effect }: Omit<Event, "detail">,
  details: readonly [began: string, ended: string],
): readonly Event[] => {
  if (change === "began") return [{ kind, gpuUuid, effect, detail: details[0].slice(0, longestDetail) }];
  const endKind = kind === "gpu-lost" ? "gpu-back" : kind;
  return change === "ended" ? [{ kind: endKind, gpuUuid, effect: "ok", detail: details[1] }] : [];
};

const lostGpu = (gpuUuid: string | null) => ({ kind: "gpu-lost", gpuUuid, effect: "lost" }) as const;

/** Turns the facts of samples into events: each once when it begins and once when it ends. */
export class HealthWatch {
  /** By GPU, or by what else has it. */
  readonly #conditions = new Map<string, Map<string, Debounce>>();
  readonly #known = new Set<string>();
  readonly #actions = new Map<string, string>();
  readonly #xids = new XidEvents();
  readonly #shares = new ThrottleShares();
  readonly #errors = new Map<string, number>();
  /** A report that is used twice, because the next one takes long, is one observation. */
  #lastReport: GpuReport | null = null;
  readonly #unreached = new Set<string>();
  /** UUIDs by bus id, also of GPUs that are lost: an Xid has only the bus id. */
  readonly #busIds = new Map<string, string>();

  observe(input: HealthInput): readonly HealthEvent[] {
    const { now, report, xids } = input;
    const isNew = report !== null && report !== this.#lastReport;
    this.#lastReport = report;
    const events = [
      ...this.#mismatch(input),
      ...(isNew ? [...this.#presence(report, input), ...report.gpus.flatMap((gpu) => this.#states(gpu, now))] : []),
    ];
    return [
      ...events.map((event) => ({ ...event, observedAt: now, code: null })),
      ...this.#xids.ofLog(xids, now, this.#busIds),
      ...this.#xids.ofExporter(input.lastXids ?? null, now),
    ];
  }

  #changed(name: string, of: string, holds: boolean | null, now: number, rule: DebounceRule) {
    const conditions = this.#conditions.get(of) ?? new Map<string, Debounce>();
    this.#conditions.set(of, conditions);
    const condition = conditions.get(name) ?? new Debounce();
    conditions.set(name, condition);
    return condition.observe(holds, now, rule);
  }

  #mismatch({ problem, report, now }: HealthInput): readonly Event[] {
    const holds = problem !== null && /driver\/library version mismatch/i.test(problem);
    const change = this.#changed("driver-mismatch", "", holds || report !== null ? holds : null, now, atOnce);
    const details = [problem ?? "", "driver and library agree again"] as const;
    return eventsOf(change, { kind: "driver-mismatch", gpuUuid: null, effect: "degraded" }, details);
  }

  #presence(report: GpuReport, { now, expectedGpus }: HealthInput): readonly Event[] {
    const seen = new Set(report.gpus.map(({ uuid }) => uuid));
    for (const { uuid, pciBusId } of report.gpus) {
      this.#known.add(uuid);
      if (pciBusId !== null) this.#busIds.set(pciBusId, uuid);
    }
    const lost = [...this.#known].flatMap((uuid) => {
      const change = this.#changed("lost", uuid, !seen.has(uuid), now, twice);
      const details = ["the driver's report no longer has this GPU", "the driver's report has this GPU again"] as const;
      return eventsOf(change, lostGpu(uuid), details);
    });
    // GPUs that were seen before have events of their own; this one is for the others.
    const short = this.#changed("short", "", expectedGpus !== null && expectedGpus > this.#known.size, now, twice);
    const counts = [
      `${expectedGpus} GPUs expected, ${this.#known.size} ever seen`,
      `all ${expectedGpus} expected GPUs were seen`,
    ] as const;
    return [...lost, ...this.#unreachable(report, now), ...eventsOf(short, lostGpu(null), counts)];
  }

  /** Devices that the driver names and cannot reach, and that were never seen as a GPU. */
  #unreachable({ rejected }: GpuReport, now: number): readonly Event[] {
    if (rejected.length === 0 && this.#unreached.size === 0) return [];
    const known = new Set([...this.#busIds.keys()].map(busIdKey));
    const named = rejected.flatMap(({ pciBusId, reason }) => {
      const busId = pciBusId === null || !gone.has(reason) ? null : (busIdKey(pciBusId) ?? pciBusId);
      return busId === null || known.has(busId) ? [] : [busId];
    });
    for (const busId of named) if (this.#unreached.size < mostDevices) this.#unreached.add(busId);
    return [...this.#unreached].flatMap((busId) => {
      const change = this.#changed("unreachable", busId, named.includes(busId), now, twice);
      const details = [
        `the driver cannot reach the GPU at ${busId}`,
        `the driver reaches the GPU at ${busId} again`,
      ] as const;
      return eventsOf(change, lostGpu(null), details);
    });
  }

  #states(gpu: GpuReading, now: number): readonly Event[] {
    const { uuid } = gpu;
    const memory = memoryStates.flatMap(({ key, kind, detail }) => {
      const change = this.#changed(key, uuid, gpu[key], now, atOnce);
      if (change === null) return [];
      return eventsOf(change, { kind, gpuUuid: uuid, effect: "drain" }, [detail, `ended: ${detail}`]);
    });
    return [...memory, ...this.#errorCount(gpu), ...this.#throttle(gpu, now), ...this.#recovery(gpu)];
  }

  /** Each growth of the count is an event; a smaller count is that of a driver that was loaded again. */
  #errorCount({ uuid, eccUncorrectedVolatile: count }: GpuReading): readonly Event[] {
    if (count === null) return [];
    const before = this.#errors.get(uuid);
    this.#errors.set(uuid, count);
    const event = { kind: "ecc", gpuUuid: uuid } as const;
    if (before !== undefined && count < before)
      return [{ ...event, effect: "ok", detail: "the count of uncorrected memory errors began again" }];
    const grown = count - (before ?? 0);
    if (grown === 0) return [];
    const since = before === undefined ? "since the driver was loaded" : "since the last report";
    return [{ ...event, effect: "degraded", detail: `${grown} uncorrected memory errors ${since}` }];
  }

  #throttle({ uuid, clockEventReasons: reasons, throttleSeconds }: GpuReading, now: number): readonly Event[] {
    const shares = this.#shares.observe(uuid, throttleSeconds, now);
    // The general slowdown accompanies those with a cause.
    const hasCause =
      reasons?.some((one) => one === "hw-thermal-slowdown" || one === "hw-power-brake-slowdown") === true;
    return throttleRules.flatMap(([reason, rule]) => {
      const active = reasons === null ? null : reasons.includes(reason) && !(hasCause && reason === "hw-slowdown");
      // A card may have been slowed down between two reports without being so at either.
      const holds = (shares.get(reason) ?? 0) >= noticedShare ? true : active;
      const change = this.#changed(reason, uuid, holds, now, rule);
      if (change === null) return [];
      const details = [`${reason} for ${rule.persistSeconds} s or more`, `${reason} is over`] as const;
      return eventsOf(change, { kind: "throttled", gpuUuid: uuid, effect: "degraded" }, details);
    });
  }

  #recovery({ uuid, recoveryAction: action }: GpuReading): readonly Event[] {
    if (action === null) return [];
    const before = this.#actions.get(uuid) ?? "none";
    this.#actions.set(uuid, action);
    if (action === before) return [];
    const effect = recoveryEffects.get(action) ?? "degraded";
    const detail = `the driver's recovery action is ${action}, was ${before}`.slice(0, longestDetail);
    return [{ kind: "recovery-action", gpuUuid: uuid, effect, detail }];
  }
}

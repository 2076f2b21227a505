import { normalBusId } from "../sources/kmsg-xid/normal-bus-id.ts";
import type { XidReport } from "../sources/kmsg-xid/parse-kmsg.ts";
import type { GpuReading, GpuReport } from "../sources/nvidia-smi-xml/gpu-report.ts";
import { Condition, type ConditionRule } from "./condition.ts";
import { recoveryEffects, throttleRules } from "./gpu-effects.ts";
import type { HealthEvent } from "./health-event.ts";
import { ThrottleShares } from "./throttle-shares.ts";
import { XidDesk } from "./xid-desk.ts";
import { XidGauges } from "./xid-gauges.ts";

/** What one sample says about the health of the node. */
export interface HealthInput {
  /** Epoch seconds. */
  readonly now: number;
  /** The driver's report of this sample; null when there is none that is fresh. */
  readonly report: GpuReport | null;
  /** What is wrong with the reading of the GPUs; null when nothing is. */
  readonly problem: string | null;
  readonly expectedGpus: number | null;
  readonly xids: XidReport | null;
  /** The last Xid of each GPU by UUID where an exporter tells it, 0 for none; left out where none does. */
  readonly lastXids?: ReadonlyMap<string, number> | null;
}

const atOnce: ConditionRule = { samples: 1, persistSeconds: 0 };
/** A card may be left out of one report by a driver that is busy with it. */
const twice: ConditionRule = { samples: 2, persistSeconds: 0 };
const throttleSamples = 3;
/** A smaller share of the time costs less than the error of the model. */
const noticedShare = 0.1;
/** Reports of a broken driver must not fill the memory. */
const mostDevices = 256;
/** A device that is left out of a report for one of these reasons cannot be reached. */
const gone: ReadonlySet<string> = new Set(["lost", "uuid-missing"]);

const memoryStates = [
  { key: "rowRemapPending", kind: "row-remap", detail: "a row remap waits for a reset of the GPU" },
  { key: "rowRemapFailed", kind: "row-remap", detail: "a row remap failed; the GPU is to be replaced" },
  { key: "pageRetirementPending", kind: "ecc", detail: "retired memory pages wait for a reset of the GPU" },
  { key: "repairPending", kind: "ecc", detail: "a repair of the GPU waits for a reset" },
  { key: "memoryUnrepairable", kind: "ecc", detail: "memory cannot be repaired; the GPU is to be replaced" },
  {
    key: "eccSramThresholdExceeded",
    kind: "ecc",
    detail: "uncorrected errors of on-chip memory are above the driver's threshold; the GPU is to be replaced",
  },
] as const;

type Told = Pick<HealthEvent, "kind" | "gpuUuid" | "effect" | "detail"> & { readonly code?: number };

/** Turns what samples say into events, each told once when it begins and once when it ends. */
export class HealthWatch {
  readonly #conditions = new Map<string, Condition>();
  readonly #known = new Set<string>();
  readonly #actions = new Map<string, string>();
  readonly #xids = new XidDesk();
  readonly #gauges = new XidGauges();
  readonly #shares = new ThrottleShares();
  readonly #errors = new Map<string, number>();
  /** A report that is shown twice, because the next one takes long, is one observation. */
  #lastReport: GpuReport | null = null;
  readonly #unreached = new Set<string>();
  /** Bus ids of GPUs, also of those that are lost: that is where their Xid comes from. */
  readonly #busIds = new Map<string, string>();

  observe(input: HealthInput): readonly HealthEvent[] {
    const { now, report, xids } = input;
    const isNews = report !== null && report !== this.#lastReport;
    this.#lastReport = report;
    const told = [
      ...this.#mismatch(input),
      ...(isNews ? [...this.#presence(report, input), ...this.#states(report, now)] : []),
    ];
    const events = told.map(({ code, ...event }) => ({ ...event, observedAt: now, code: code ?? null }));
    const gauged = this.#gauges.take(input.lastXids ?? null, now);
    return [...events, ...this.#xids.take(xids, now, this.#busIds), ...gauged];
  }

  #changed(key: string, holds: boolean | null, now: number, rule: ConditionRule): "began" | "ended" | null {
    const condition = this.#conditions.get(key) ?? new Condition();
    this.#conditions.set(key, condition);
    return condition.observe(holds, now, rule);
  }

  #mismatch({ problem, report, now }: HealthInput): readonly Told[] {
    const holds = problem !== null && /driver\/library version mismatch/i.test(problem);
    const change = this.#changed("driver-mismatch", holds || report !== null ? holds : null, now, atOnce);
    if (change === null) return [];
    const detail = change === "began" ? (problem ?? "").slice(0, 500) : "driver and library agree again";
    return [{ kind: "driver-mismatch", gpuUuid: null, effect: change === "began" ? "degraded" : "ok", detail }];
  }

  #presence(report: GpuReport, { now, expectedGpus }: HealthInput): readonly Told[] {
    const { gpus } = report;
    const seen = new Set(gpus.map(({ uuid }) => uuid));
    for (const { uuid, pciBusId } of gpus) {
      this.#known.add(uuid);
      if (pciBusId !== null) this.#busIds.set(pciBusId, uuid);
    }
    const told: Told[] = [];
    for (const uuid of this.#known) {
      const change = this.#changed(`lost ${uuid}`, !seen.has(uuid), now, twice);
      if (change === "began") told.push(lost(uuid, "the driver's report no longer has this GPU"));
      if (change === "ended") told.push(back(uuid, "the driver's report has this GPU again"));
    }
    told.push(...this.#unreachable(report, now));
    // Those that were seen before are told one by one; this is about the others.
    const short = expectedGpus === null ? 0 : expectedGpus - this.#known.size;
    const change = this.#changed("short", short > 0, now, twice);
    if (change === "began") told.push(lost(null, `${expectedGpus} GPUs expected, ${this.#known.size} ever seen`));
    if (change === "ended") told.push(back(null, `all ${expectedGpus} expected GPUs were seen`));
    return told;
  }

  /** Devices that the driver names and cannot reach, and that were never seen as a GPU. */
  #unreachable({ rejected }: GpuReport, now: number): readonly Told[] {
    const known = new Set([...this.#busIds.keys()].map(normalBusId));
    const named = rejected.flatMap(({ pciBusId, reason }) => {
      const busId = pciBusId === null || !gone.has(reason) ? null : (normalBusId(pciBusId) ?? pciBusId);
      return busId === null || known.has(busId) ? [] : [busId];
    });
    for (const busId of named) if (this.#unreached.size < mostDevices) this.#unreached.add(busId);
    return [...this.#unreached].flatMap((busId): readonly Told[] => {
      const change = this.#changed(`unreachable ${busId}`, named.includes(busId), now, twice);
      if (change === "began") return [lost(null, `the driver cannot reach the GPU at ${busId}`)];
      return change === "ended" ? [back(null, `the driver reaches the GPU at ${busId} again`)] : [];
    });
  }

  #states({ gpus }: GpuReport, now: number): readonly Told[] {
    return gpus.flatMap((gpu) => [
      ...this.#memory(gpu, now),
      ...this.#errorCount(gpu),
      ...this.#throttle(gpu, now),
      ...this.#recovery(gpu),
    ]);
  }

  #memory(gpu: GpuReading, now: number): readonly Told[] {
    const { uuid } = gpu;
    return memoryStates.flatMap(({ key, kind, detail }): readonly Told[] => {
      const change = this.#changed(`${key} ${uuid}`, gpu[key], now, atOnce);
      if (change === null) return [];
      if (change === "began") return [{ kind, gpuUuid: uuid, effect: "drain", detail }];
      return [{ kind, gpuUuid: uuid, effect: "ok", detail: `no longer so: ${detail}` }];
    });
  }

  /** A count that grows is an event each time; one that is smaller is that of a driver that was loaded anew. */
  #errorCount({ uuid, eccUncorrectedVolatile: count }: GpuReading): readonly Told[] {
    if (count === null) return [];
    const before = this.#errors.get(uuid);
    this.#errors.set(uuid, count);
    const grown = count - Math.min(before ?? 0, count);
    if (grown === 0) return before !== undefined && count < before ? [errorsGone(uuid)] : [];
    const since = before === undefined ? "since the driver was loaded" : "since the last report";
    return [{ kind: "ecc", gpuUuid: uuid, effect: "degraded", detail: `${grown} uncorrected memory errors ${since}` }];
  }

  #throttle({ uuid, clockEventReasons: reasons, throttleSeconds }: GpuReading, now: number): readonly Told[] {
    const shares = this.#shares.observe(uuid, throttleSeconds, now);
    return [...throttleRules].flatMap(([reason, { persistSeconds }]): readonly Told[] => {
      const active = reasons === null ? null : reasons.includes(reason) && !saidBetter(reason, reasons);
      // Between two looks a card may have been slowed down without being so at either.
      const counted = (shares.get(reason) ?? 0) >= noticedShare;
      const holds = counted ? true : active;
      const change = this.#changed(`${reason} ${uuid}`, holds, now, { samples: throttleSamples, persistSeconds });
      if (change === null) return [];
      const began = change === "began";
      const detail = began ? `${reason} for ${persistSeconds} s or more` : `${reason} is over`;
      return [{ kind: "throttled", gpuUuid: uuid, effect: began ? "degraded" : "ok", detail }];
    });
  }

  #recovery({ uuid, recoveryAction: action }: GpuReading): readonly Told[] {
    if (action === null) return [];
    const before = this.#actions.get(uuid) ?? "none";
    this.#actions.set(uuid, action);
    if (action === before) return [];
    const effect = recoveryEffects.get(action) ?? "degraded";
    const detail = `the driver's recovery action is ${action}, was ${before}`.slice(0, 500);
    return [{ kind: "recovery-action", gpuUuid: uuid, effect, detail }];
  }
}

const errorsGone = (uuid: string): Told => ({
  kind: "ecc",
  gpuUuid: uuid,
  effect: "ok",
  detail: "the count of uncorrected memory errors began anew",
});

const lost = (gpuUuid: string | null, detail: string): Told => ({ kind: "gpu-lost", gpuUuid, effect: "lost", detail });
const back = (gpuUuid: string | null, detail: string): Told => ({ kind: "gpu-back", gpuUuid, effect: "ok", detail });

/** The general slowdown accompanies those that say why. */
const saidBetter = (reason: string, reasons: readonly string[]): boolean =>
  reason === "hw-slowdown" && (reasons.includes("hw-thermal-slowdown") || reasons.includes("hw-power-brake-slowdown"));

import type { XidReport } from "../sources/kmsg-xid/parse-kmsg.ts";
import type { GpuReading, GpuReport } from "../sources/nvidia-smi-xml/gpu-report.ts";
import { Condition, type ConditionRule } from "./condition.ts";
import { recoveryEffects, throttleRules } from "./gpu-effects.ts";
import type { HealthEvent } from "./health-event.ts";
import { XidDesk } from "./xid-desk.ts";

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
}

const atOnce: ConditionRule = { samples: 1, persistSeconds: 0 };
/** A card may be left out of one report by a driver that is busy with it. */
const twice: ConditionRule = { samples: 2, persistSeconds: 0 };
const throttleSamples = 3;

type Told = Pick<HealthEvent, "kind" | "gpuUuid" | "effect" | "detail"> & { readonly code?: number };

/** Turns what samples say into events, each told once when it begins and once when it ends. */
export class HealthWatch {
  readonly #conditions = new Map<string, Condition>();
  readonly #known = new Set<string>();
  readonly #actions = new Map<string, string>();
  readonly #xids = new XidDesk();
  /** A report that is shown twice, because the next one takes long, is one observation. */
  #lastReport: GpuReport | null = null;
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
    return [...events, ...this.#xids.take(xids, now, this.#busIds)];
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

  #presence({ gpus }: GpuReport, { now, expectedGpus }: HealthInput): readonly Told[] {
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
    // Those that were seen before are told one by one; this is about the others.
    const short = expectedGpus === null ? 0 : expectedGpus - this.#known.size;
    const change = this.#changed("short", short > 0, now, twice);
    if (change === "began") told.push(lost(null, `${expectedGpus} GPUs expected, ${this.#known.size} ever seen`));
    if (change === "ended") told.push(back(null, `all ${expectedGpus} expected GPUs were seen`));
    return told;
  }

  #states({ gpus }: GpuReport, now: number): readonly Told[] {
    return gpus.flatMap((gpu) => [...this.#remap(gpu, now), ...this.#throttle(gpu, now), ...this.#recovery(gpu)]);
  }

  #remap({ uuid, rowRemapPending, rowRemapFailed }: GpuReading, now: number): readonly Told[] {
    const cases = [
      ["pending", rowRemapPending, "a row remap waits for a reset of the GPU"],
      ["failed", rowRemapFailed, "a row remap failed; the GPU is to be replaced"],
    ] as const;
    return cases.flatMap(([name, holds, detail]): readonly Told[] => {
      const change = this.#changed(`remap ${name} ${uuid}`, holds, now, atOnce);
      if (change === null) return [];
      if (change === "began") return [{ kind: "row-remap", gpuUuid: uuid, effect: "drain", detail }];
      return [{ kind: "row-remap", gpuUuid: uuid, effect: "ok", detail: `no longer so: ${detail}` }];
    });
  }

  #throttle({ uuid, clockEventReasons: reasons }: GpuReading, now: number): readonly Told[] {
    return [...throttleRules].flatMap(([reason, { persistSeconds }]): readonly Told[] => {
      const holds = reasons === null ? null : reasons.includes(reason) && !saidBetter(reason, reasons);
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

const lost = (gpuUuid: string | null, detail: string): Told => ({ kind: "gpu-lost", gpuUuid, effect: "lost", detail });
const back = (gpuUuid: string | null, detail: string): Told => ({ kind: "gpu-back", gpuUuid, effect: "ok", detail });

/** The general slowdown accompanies those that say why. */
const saidBetter = (reason: string, reasons: readonly string[]): boolean =>
  reason === "hw-slowdown" && (reasons.includes("hw-thermal-slowdown") || reasons.includes("hw-power-brake-slowdown"));

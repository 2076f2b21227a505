import { describe, expect, test } from "vitest";
import { speedCoefficients } from "../catalogue/calibration-data.ts";
import { type CalibrationDistance, distances, proximities } from "./calibration-distance.ts";
import { nearestBand, speedBandsOf, stepWidth } from "./error-band.ts";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";
import { levelsOf } from "./speed-levels.ts";

const complete = { isComplete: true, isOffline: false };

describe("error bands", () => {
  const measured = replicaSpec({
    model: "llama-3.1-70b",
    gpu: "b200",
    engine: "vllm",
    weights: "fp8",
    parallel: { tensor: 4 },
  });

  test("a model that was measured on this GPU and engine is calibrated, and wider for TTFT", () => {
    const { interTokenLatency, timeToFirstToken } = speedBandsOf(measured, complete);
    expect(interTokenLatency.basis).toBe("calibrated");
    expect(timeToFirstToken?.relative).toBeGreaterThan(interTokenLatency.relative);
  });

  test.each([
    { name: "a GPU without measured rows of it", change: { gpu: "mi300x" } },
    { name: "a model without measured rows", change: { model: "qwen2.5-72b" } },
  ])("$name is transferred, and wider", ({ change }) => {
    const other = replicaSpec({
      model: "llama-3.1-70b",
      gpu: "b200",
      engine: "vllm",
      weights: "fp8",
      parallel: { tensor: 4 },
      ...change,
    });
    const { interTokenLatency, timeToFirstToken } = speedBandsOf(other, complete);
    const own = speedBandsOf(measured, complete);
    expect(interTokenLatency.basis).toBe("transferred");
    expect(interTokenLatency.relative).toBeGreaterThan(own.interTokenLatency.relative);
    expect(timeToFirstToken?.relative).toBeGreaterThan(own.timeToFirstToken?.relative ?? 0);
  });

  test.each(["mistral-nemo-12b", "yi-34b", "llama-4-scout"])(
    "%s, known by one to four runs at a rate, is as wide as without",
    (model) => {
      const hasExperts = model === "llama-4-scout";
      const weights = hasExperts ? "fp8" : "bf16";
      const bandsOn = (of: Partial<ReplicaSpecInput>) =>
        speedBandsOf(replicaSpec({ gpu: "h100", engine: "vllm", model, weights, ...of }), complete);
      const without = bandsOn({ model: hasExperts ? "glm-4.5-air" : "qwen2.5-72b" });
      for (const engineVersion of [undefined, "0.15.0", "0.30.0"]) {
        const bands = bandsOn({ engineVersion });
        expect(bands.interTokenLatency.basis).toBe("transferred");
        expect(bands.interTokenLatency.relative).toBeGreaterThanOrEqual(without.interTokenLatency.relative);
        expect(bands.timeToFirstToken?.relative).toBeGreaterThanOrEqual(without.timeToFirstToken?.relative ?? 0);
      }
    },
  );

  const bandsOf = (input: Partial<ReplicaSpecInput>, promptShare = 0) => {
    const spec = replicaSpec({ model: "llama-3.1-70b", gpu: "b200", engine: "vllm", weights: "fp8", ...input });
    return speedBandsOf(spec, { ...complete, promptShare });
  };

  test("steps and throughput are the less certain the more of the time prompts take", () => {
    const ofShare = (share: number) => bandsOf({ parallel: { tensor: 4 } }, share).interTokenLatency.relative;
    expect(ofShare(0.5)).toBeGreaterThan(ofShare(0));
    expect(ofShare(1)).toBeGreaterThan(ofShare(0.5));
  });

  test("a first token is the less certain the more of it is waiting; what is not known counts as waiting", () => {
    const ofShare = (waitingShare?: number) =>
      speedBandsOf(measured, { ...complete, waitingShare }).timeToFirstToken?.relative ?? Number.NaN;
    expect(ofShare(0.5)).toBeGreaterThan(ofShare(0));
    expect(ofShare(1)).toBeGreaterThan(ofShare(0.5));
    expect(ofShare()).toBe(ofShare(1));
  });

  test("a first token has the same band whether or not the version was measured", () => {
    const [known, unknown] = ["0.12.0", null].map((engineVersion) =>
      speedBandsOf(
        replicaSpec({ model: "qwen3-32b", gpu: "h100", engine: "vllm", weights: "bf16", engineVersion }),
        complete,
      ),
    );
    expect(unknown?.timeToFirstToken).toEqual(known?.timeToFirstToken);
    expect(unknown?.interTokenLatency.relative).toBeGreaterThan(known?.interTokenLatency.relative ?? Number.NaN);
  });

  test("a generation of GPUs without measured rows is wider than a GPU of a measured one", () => {
    // Per token, a model without rows has the width of its version, which is that of either.
    const [other, ofOther] = ["gb200", "mi300x"].map((gpu) => bandsOf({ model: "glm-4.5-air", gpu }, 1));
    expect(ofOther?.interTokenLatency.relative).toBeGreaterThanOrEqual(other?.interTokenLatency.relative ?? Number.NaN);
    expect(ofOther?.timeToFirstToken?.relative).toBeGreaterThan(other?.timeToFirstToken?.relative ?? Number.NaN);
  });

  test("a version that was not measured with the model is wider where the model was measured elsewhere", () => {
    // Its rows under vLLM state none.
    const [unstated, unknown] = [undefined, "unknown"].map((engineVersion) => bandsOf({ gpu: "gb200", engineVersion }));
    expect(unknown?.interTokenLatency.relative).toBeGreaterThan(unstated?.interTokenLatency.relative ?? Number.NaN);
  });

  test("a configuration that was measured with an older version is not wider than a model without rows", () => {
    const [older, none] = ["gpt-oss-120b", "glm-4.6"].map((model) =>
      bandsOf({ model, weights: "fp4", engineVersion: "0.30.0" }),
    );
    expect(older?.interTokenLatency.basis).toBe("calibrated");
    expect(older?.interTokenLatency.relative).toBeLessThanOrEqual(none?.interTokenLatency.relative ?? Number.NaN);
  });

  describe("of an answer that lacks more are not narrower", () => {
    // A model without rows lacks its version, too.
    const lacks = ({ proximity, lacksVersion, lacksGeneration }: CalibrationDistance): readonly string[] => [
      ...proximities.slice(1, proximities.indexOf(proximity) + 1),
      ...(lacksVersion || proximity === "architecture" || proximity === "none" ? ["version"] : []),
      ...(lacksGeneration ? ["generation"] : []),
    ];
    const pairs = distances.flatMap((near) =>
      distances
        .filter((far) => lacks(near).every((gap) => lacks(far).includes(gap)))
        .map((far) => ({ near, far, name: `${lacks(near).join(", ") || "nothing"} → ${lacks(far).join(", ")}` })),
    );
    const on = { gpu: "b200", engine: "vllm", weights: "fp8" } as const;
    const modes = [
      { mode: "dense · aggregated", spec: replicaSpec({ ...on, model: "llama-3.1-70b" }), isOffline: false },
      { mode: "dense · offline", spec: replicaSpec({ ...on, model: "llama-3.1-70b" }), isOffline: true },
      { mode: "MoE · aggregated", spec: replicaSpec({ ...on, model: "deepseek-v3" }), isOffline: false },
      { mode: "MoE · offline", spec: replicaSpec({ ...on, model: "deepseek-v3" }), isOffline: true },
      {
        mode: "disaggregated",
        spec: replicaSpec({ ...on, model: "deepseek-v3", disaggregation: { prefill: null, decodeWorkers: null } }),
        isOffline: false,
      },
    ];

    test.each(modes)("$mode", ({ spec, isOffline }) => {
      const isVersioned = spec.disaggregation === undefined && !isOffline;
      const bandAt = (distance: CalibrationDistance) => {
        const band = nearestBand(speedCoefficients().bands, spec, { ...distance, isComplete: true, isOffline });
        if (band === undefined) throw new Error(`expected a band: ${lacks(distance).join(", ")}`);
        return [...[0, 0.5, 1].map((share) => stepWidth(band, share)), band.timeToFirstToken];
      };
      for (const { near, far, name } of pairs) {
        if (!isVersioned && (near.lacksVersion || far.lacksVersion)) continue;
        const narrow = bandAt(near);
        const isWider = bandAt(far).every((width, index) => width >= (narrow[index] ?? Number.NaN));
        expect(isWider, name).toBe(true);
      }
    });
  });

  test("TTFT of an endless loop has the band of another model", () => {
    const endless = speedBandsOf(measured, { ...complete, isEndless: true });
    const other = speedBandsOf(
      replicaSpec({ model: "qwen2.5-72b", gpu: "b200", engine: "vllm", weights: "fp8" }),
      complete,
    );
    expect(endless.timeToFirstToken).toEqual(other.timeToFirstToken);
    expect(endless.interTokenLatency).toEqual(speedBandsOf(measured, complete).interTokenLatency);
  });

  test("offline runs have no band of TTFT", () => {
    expect(speedBandsOf(measured, { ...complete, isOffline: true }).timeToFirstToken).toBeNull();
  });

  test("every group of the committed bands has rows behind it", () => {
    for (const { rows, interTokenLatency } of speedCoefficients().bands) {
      expect(rows).toBeGreaterThan(0);
      expect(interTokenLatency).toBeGreaterThan(0);
    }
  });
});

describe("levels of the speed model", () => {
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine: "trtllm" });

  test("a burst shares no level with served loads", () => {
    const served = levelsOf(spec);
    const burst = levelsOf(spec, true);
    expect(burst).toHaveLength(served.length);
    expect(burst.filter((level) => served.includes(level))).toEqual([]);
  });

  test("the versions of disaggregated replicas are apart", () => {
    const apart = replicaSpec({
      model: "deepseek-v3",
      gpu: "gb200",
      engine: "sglang",
      engineVersion: "0.5.8",
      disaggregation: { prefill: null, decodeWorkers: null },
    });
    expect(levelsOf(apart)).toEqual(
      expect.arrayContaining([
        "version:disaggregated/sglang/0.5.8",
        "version-model:disaggregated/sglang/0.5.8/deepseek-v3",
      ]),
    );
  });

  test("the levels of a burst are of the same kinds", () => {
    const kinds = (levels: readonly string[]): readonly string[] => levels.map((level) => level.split(":")[0] ?? "");
    expect(kinds(levelsOf(spec, true))).toEqual(kinds(levelsOf(spec)));
  });
});

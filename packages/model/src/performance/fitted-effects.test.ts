import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import { estimate } from "../capacity/estimate.ts";
import { speedCoefficients, speedPriors } from "../catalogue/calibration-data.ts";
import { listGpus, listModels } from "../catalogue/lookup.ts";
import type { Model } from "../catalogue/model.ts";
import { decodeTermNames, firstTokenTermNames } from "../catalogue/speed-terms.ts";
import { isVersionFrom, newestOf } from "../model/engine-version.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { distanceOf, proximityOf } from "./calibration-distance.ts";
import { nearestBand, speedBandsOf, stepWidth } from "./error-band.ts";
import { fittedLevelsOf, olderMeasuredVersion, packedEffects } from "./fitted-effects.ts";
import {
  decodeCoefficients,
  firstTokenCoefficients,
  priorCentres,
  speedOf,
  towardsCommon,
} from "./pooled-coefficients.ts";
import { replicaSpec } from "./replica-spec.ts";
import { type Level, levelsOf } from "./speed-levels.ts";
import { stepFacts } from "./step-facts.ts";
import { termsFrom } from "./step-terms.ts";

const namesIn = (kind: string): readonly (readonly string[])[] =>
  Object.keys(speedCoefficients().decode)
    .filter((level) => level.startsWith(`${kind}:`) && !level.endsWith(" offline"))
    .map((level) => level.slice(kind.length + 1).split("/"));

const formats = { "16": "fp16", "8": "fp8", "4": "int4" } as const;

const measured = fc.constantFrom(...namesIn("campaign")).map(([model = "", gpu = "", engine = "", bits = "16"]) => ({
  model,
  gpu,
  engine,
  weights: formats[bits as keyof typeof formats],
}));

const isPublishedDecoder = (model: Model): boolean =>
  model.kind === "decoder" && model.transformer.layers.source.kind !== "assumed";

const anyReplica = fc.record({
  model: fc.constantFrom(
    ...listModels()
      .filter(isPublishedDecoder)
      .map(({ id }) => id),
  ),
  gpu: fc.constantFrom(...listGpus().map(({ id }) => id)),
  engine: fc.constantFrom("vllm", "sglang", "tensorrt-llm"),
  weights: fc.constantFrom(...Object.values(formats)),
});

const anySpec: fc.Arbitrary<ReplicaSpec> = fc
  .record({
    replica: fc.oneof(anyReplica, measured),
    engineVersion: fc.constantFrom(null, "no/such version", ...namesIn("version").map(([, version]) => version)),
    disaggregation: fc.constantFrom(undefined, { prefill: null, decodeWorkers: null }),
  })
  .map(({ replica, ...rest }) => replicaSpec({ ...replica, ...rest }));

const { bands } = speedCoefficients();
const packed = <N extends string>(names: readonly N[], effects: Readonly<Record<string, { [K in N]?: number }>>) =>
  new Map(Object.entries(effects).map(([level, values]) => [level, packedEffects(names, values)]));
const decode = packed(decodeTermNames, speedCoefficients().decode);
const common = packed(decodeTermNames, speedCoefficients().common ?? {});
const firstToken = packed(firstTokenTermNames, speedCoefficients().firstToken);
const centres = {
  decode: priorCentres(speedPriors().decode),
  firstToken: priorCentres(speedPriors().firstToken),
};

/** Centres and the effects of all levels, term by term. */
const pooled = (from: readonly number[], effects: typeof decode, levels: readonly Level[]): readonly number[] =>
  from.map((centre, term) => levels.reduce((sum, level) => sum + (effects.get(level)?.[term] ?? 0), centre));

/** Levels of a replica, where the version is the last measured one before it if it was not measured itself. */
const orderedLevels = (spec: ReplicaSpec, isOffline = false): readonly Level[] => {
  const levels = levelsOf(spec, isOffline);
  if (isOffline || spec.disaggregation !== undefined) return levels;
  const { engine, engineVersion } = spec;
  const measured = namesIn("version").flatMap(([of, version = ""]) => (of === engine ? [version] : []));
  const before = newestOf(measured.filter((version) => !isVersionFrom(version, engineVersion ?? "")));
  if (before === null || measured.includes(engineVersion ?? "")) return levels;
  return levels.map((level): Level => (level.startsWith("version:") ? `version:${engine}/${before}` : level));
};

const kinds = { same: ["campaign:", "model:"], model: ["model:"], architecture: ["class:"] } as const;
const isMeasured = (spec: ReplicaSpec, isOffline: boolean, kind: string): boolean =>
  levelsOf(spec, isOffline).some((level) => decode.has(level) && level.startsWith(kind));
const nearestOf = (spec: ReplicaSpec, isOffline: boolean): string =>
  Object.entries(kinds).find(([, all]) => all.every((kind) => isMeasured(spec, isOffline, kind)))?.[0] ?? "none";

describe("the committed fit of a replica", () => {
  test("is the effects of its levels by their names, added up, and drawn towards the common fit where it was not measured", () => {
    fc.assert(
      fc.property(anySpec, fc.boolean(), (spec, isOffline) => {
        const levels = orderedLevels(spec, isOffline);
        const coefficientsBy = (effects: typeof decode) => decodeCoefficients(pooled(centres.decode, effects, levels));
        const isInCommon = levels.some((level) => level.startsWith("class:") && common.has(level));
        const isTransferred = !isOffline && isInCommon && !isMeasured(spec, isOffline, "campaign:");
        const own = coefficientsBy(decode);
        const steps = isTransferred
          ? towardsCommon(own, coefficientsBy(common), (by) => termsFrom(spec, stepFacts(spec), by))
          : own;
        const isNewer = !isOffline && olderMeasuredVersion(spec) !== null;
        const scale = isNewer ? steps.scale * speedPriors().newerVersion.step.value : steps.scale;
        expect(speedOf(spec, isOffline)).toEqual({
          decode: { ...steps, scale },
          firstToken: firstTokenCoefficients(pooled(centres.firstToken, firstToken, orderedLevels(spec))),
        });
      }),
    );
  });

  test("has the band of the nearest proximity that has one", () => {
    fc.assert(
      fc.property(anySpec, fc.boolean(), fc.boolean(), (spec, isOffline, isComplete) => {
        const proximity = proximityOf(spec, isOffline);
        expect(proximity).toBe(nearestOf(spec, isOffline));
        const band = nearestBand(bands, spec, { ...distanceOf(spec, isOffline), isOffline, isComplete });
        const band90 = speedBandsOf(spec, { isOffline, isComplete }).interTokenLatency;
        expect(band90.basis).toBe(proximity === "same" ? "calibrated" : "transferred");
        if (band === undefined) return;
        const width = Math.expm1(stepWidth(band, 0));
        if (isOffline || olderMeasuredVersion(spec) === null) expect(band90.relative).toBe(width);
        else expect(band90.relative).toBeGreaterThanOrEqual(width);
      }),
    );
  });

  test.each(["same", "model", "architecture"])("is known of replicas of proximity %s in these laws", (proximity) => {
    const met = fc.sample(anySpec, { numRuns: 300, seed: 1 }).map((spec) => proximityOf(spec));
    expect(met).toContain(proximity);
  });
});

describe("a replica that was not measured", () => {
  test("has decode steps as long as the weighed geometric mean of both fits, and its own arithmetic of prompts", () => {
    const spec = replicaSpec({ model: "qwen3-8b", gpu: "h100", engine: "vllm", weights: "bf16" });
    const own = speedOf(spec).decode;
    const steps = (scale: number) => ({ ...own, scale });
    const commonShare = { ...speedPriors().commonShare, value: 0.25 };
    const mixed = towardsCommon(steps(1), steps(16), (by) => termsFrom(spec, stepFacts(spec), by), { commonShare });
    expect(mixed).toEqual({
      ...own,
      scale: expect.closeTo(2, 9),
      promptCompute: expect.closeTo(2 * own.promptCompute, 9),
    });
  });

  test("is answered as before by coefficients without a common fit", () => {
    const spec = replicaSpec({ model: "qwen3-8b", gpu: "h100", engine: "vllm", weights: "bf16" });
    const { common: _, ...alone } = speedCoefficients();
    const levels = pooled(centres.decode, decode, levelsOf(spec));
    expect(speedOf({ ...spec, coefficients: alone }).decode).toEqual(decodeCoefficients(levels));
    expect(speedOf(spec).decode).not.toEqual(decodeCoefficients(levels));
  });
});

describe("a version newer than all that were measured with the model", () => {
  const on = (engineVersion?: string, model = "deepseek-v3") =>
    replicaSpec({ model, gpu: "b200", engine: "sglang", weights: "fp8", parallel: { tensor: 8 }, engineVersion });

  test.each([
    { version: "0.5.12", answer: "0.5.10.post1" },
    { version: "v0.6.0rc1", answer: "0.5.10.post1" },
    { version: "0.5.10.post1", answer: null },
    { version: "0.5.7", answer: null },
    { version: "nightly-20260501", answer: null },
    { version: undefined, answer: null },
  ])("$version: $answer is the newest before it", ({ version, answer }) => {
    expect(olderMeasuredVersion(on(version))).toBe(answer);
  });

  test("says nothing of a model that was never measured on the engine", () => {
    expect(olderMeasuredVersion(on("0.5.12", "llama-3.1-70b"))).toBeNull();
  });

  test.each([
    { version: "0.5.12", before: "0.5.10.post1" },
    { version: "0.5.7", before: "0.5.6.post2" },
    { version: "v0.5.6", before: "0.5.6" },
    { version: "0.5.6+cu129", before: "0.5.6" },
    { version: "0.4.0", before: "unknown" },
    { version: "nightly-20260501", before: "unknown" },
  ])("$version has what $before has beside the model's own changes", ({ version, before }) => {
    const levelOf = (stated: string) => fittedLevelsOf(on(stated), false).find(({ kind }) => kind === "version");
    expect(levelOf(version)).toBe(levelOf(before));
  });

  test("has shorter steps by what newer versions gained, the band of a version that was not measured, and an answer that says so", () => {
    const { step } = speedPriors().newerVersion;
    // A text without a number is answered without either.
    const [newer, unknown] = [on("0.5.12"), on("unknown")];
    expect(speedOf(newer).decode.scale / speedOf(unknown).decode.scale).toBeCloseTo(step.value, 9);
    const bandOf = (spec: ReplicaSpec) =>
      speedBandsOf(spec, { isOffline: false, isComplete: true }).interTokenLatency.relative;
    const widths = ["0.5.10.post1", "0.5.11", "0.5.12", "0.5.14"].map((version) => Math.log1p(bandOf(on(version))));
    const [own = 0, next = 0, second = 0, fourth = 0] = widths;
    expect(next).toBeGreaterThanOrEqual(own);
    expect([bandOf(newer), bandOf(unknown)]).toEqual(
      [Math.expm1(second), Math.expm1(next)].map((w) => expect.closeTo(w)),
    );
    // Variances add up: three further versions three times as much as one.
    expect((fourth ** 2 - next ** 2) / (second ** 2 - next ** 2)).toBeCloseTo(3, 6);
    const shape = { inputTokens: tokens(1024), outputTokens: tokens(128) };
    const answered = (spec: ReplicaSpec) => estimate(spec, shape, { kind: "concurrency", concurrency: 4 }).assumptions;
    expect(answered(newer).join()).toContain("0.5.12 is newer than 0.5.10.post1");
    expect(answered(unknown).join()).not.toContain("newer");
  });
});

describe("coefficients by name", () => {
  const logarithms = Array.from({ length: decodeTermNames.length }, (_, index) => Math.log(index + 1));

  test.each([
    { name: "of decode steps", names: decodeTermNames, coefficients: decodeCoefficients },
    { name: "of TTFT", names: firstTokenTermNames, coefficients: firstTokenCoefficients },
  ])("$name are in the order of the files", ({ names, coefficients }) => {
    expect(Object.keys(coefficients(logarithms))).toEqual(names);
    for (const [index, value] of Object.values(coefficients(logarithms)).entries())
      expect(value).toBeCloseTo(index + 1);
  });
});

describe("terms of the speed model", () => {
  test("the priors list the terms in the order of the coefficient file", () => {
    expect(speedPriors().decode.map(({ name }) => name)).toEqual(decodeTermNames);
    expect(speedPriors().firstToken.map(({ name }) => name)).toEqual(firstTokenTermNames);
  });
});

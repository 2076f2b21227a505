import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  binRequests,
  bridgeGaps,
  bridgeRecordingGaps,
  generateLoad,
  loadSeries,
  loadShapeNamed,
  parseCsvTrace,
  parseMooncakeTrace,
  parseServegenLoad,
  referenceNoise,
  type Trace,
} from "@loadline/simulation";

export const stepSeconds = 15;
export const daySeconds = 86_400;
/** Mean of the shapes, in requests per second. */
export const baseRate = 200;

/** A load per step under a seed of its noise. Recorded requests are what they are: they have none. */
export interface PolicyLoad {
  readonly name: string;
  readonly isNoisy: boolean;
  readonly under: (seed: number) => Float64Array;
}

/** Where a recording of each kind lies in the folder of traces. */
const recordings = {
  "azure-hour": { file: "azure-llm-2023/AzureLLMInferenceTrace_conv.csv", parse: parseCsvTrace },
  "mooncake-hour": { file: "mooncake/conversation_trace.jsonl", parse: parseMooncakeTrace },
  "deepseek-r1": { file: "servegen/deepseek-r1-10min.csv", parse: null },
  "m-large": { file: "servegen/m-large-10min.csv", parse: null },
} as const;
type RecordingName = keyof typeof recordings;

const shapesOfADay = ["day", "ramp", "flash-crowd", "level-shift", "hourly-pulse"] as const;

/** Short loads first: a run that is cut off has the most of the table. */
export const generatedPolicyLoads: readonly string[] = [...shapesOfADay, "week"];
export const recordedPolicyLoads: readonly string[] = Object.keys(recordings);

const weekDays = 7;

const [hour, minute] = [3_600, 60];

/** Days that no choice of the engine looked at, as multiples of the base rate: written down before they were run. */
const unseen = {
  "gentle-day": (at: number) => 1 - 0.3 * Math.cos((2 * Math.PI * (at - 7 * hour)) / daySeconds),
  "early-crowd": (at: number) => 1 + (at < 7 * hour ? 0 : 1.5 * 2 ** ((7 * hour - at) / (90 * minute))),
  "long-pulse": (at: number) => (at % (2 * hour) < 20 * minute ? 1.6 : 1),
  "shift-down": (at: number) => (at < daySeconds / 2 ? 1 : 0.4),
} as const;
export const unseenPolicyLoads: readonly string[] = Object.keys(unseen);

const ofRequests = (trace: Trace): Float64Array => {
  const counted = binRequests(
    trace.map(({ at }) => at),
    stepSeconds,
  );
  return bridgeRecordingGaps(counted, stepSeconds).demand;
};

const recorded = (name: RecordingName, folder: string): PolicyLoad => {
  const { file, parse } = recordings[name];
  const text = readFileSync(join(folder, file), "utf8");
  if (parse !== null) {
    const demand = ofRequests(parse(text, { onNotice: () => undefined }));
    return { name, isNoisy: false, under: () => demand };
  }
  const { rates, windowSeconds } = parseServegenLoad(text);
  const settings = { ...referenceNoise, windowSeconds, stepSeconds, shape: "linear" } as const;
  return { name, isNoisy: true, under: (seed) => loadSeries(bridgeGaps(rates), { ...settings, seed }) };
};

const isUnseen = (name: string): name is keyof typeof unseen => Object.hasOwn(unseen, name);

/** A load by its name: a day that is held out, recorded in the folder of traces, or a generated shape of a day, the week of seven. */
export const policyLoad = (name: string, folder: string | undefined): PolicyLoad => {
  if (Object.hasOwn(recordings, name)) {
    if (folder === undefined) throw new RangeError(`${name} is recorded; --traces FOLDER says where`);
    return recorded(name as RecordingName, folder);
  }
  if (isUnseen(name)) {
    const rates = Array.from(
      { length: daySeconds / stepSeconds },
      (_, step) => baseRate * unseen[name](step * stepSeconds),
    );
    const settings = { ...referenceNoise, windowSeconds: stepSeconds, stepSeconds, shape: "linear" } as const;
    return { name, isNoisy: true, under: (seed) => loadSeries(rates, { ...settings, seed }) };
  }
  const shape = loadShapeNamed(name);
  const seconds = daySeconds * (shape === "week" ? weekDays : 1);
  const settings = { ...referenceNoise, baseRate, seconds, stepSeconds };
  return { name, isNoisy: true, under: (seed) => generateLoad(shape, { ...settings, seed }) };
};

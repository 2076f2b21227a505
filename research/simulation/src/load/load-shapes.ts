import { invalidInput } from "@loadline/model/internal";
import { type NoiseSettings, noiseFactors } from "./load-series.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Load at a time as a multiple of the base rate; `seconds` is the length of the whole load. */
type Shape = (at: number, seconds: number) => number;

const ofDay: Shape = (at) => 1 - 0.6 * Math.cos((2 * Math.PI * (at - 2 * hour)) / day);
const isWeekend = (at: number): boolean => Math.floor(at / day) % 7 >= 5;
const flashStart = 0.5;

const shapes = {
  constant: { summary: "the base rate all the time", at: () => 1 },
  day: { summary: "a day's wave, 0.4 at 02:00 and 1.6 at 14:00", at: ofDay },
  week: { summary: "seven such days, the last two at 0.6", at: (at) => ofDay(at, 0) * (isWeekend(at) ? 0.6 : 1) },
  burst: {
    summary: "the base rate, three times as much for 20 minutes in every six hours",
    at: (at) => (at % (6 * hour) >= 3 * hour && at % (6 * hour) < 3 * hour + 20 * minute ? 3 : 1),
  },
  ramp: { summary: "0.2 to 1.8 in a straight line", at: (at, seconds) => 0.2 + (1.6 * at) / seconds },
  "flash-crowd": {
    summary: "constant until half time, then four times the rate, falling back by half every 30 minutes",
    at: (at, seconds) => (at < flashStart * seconds ? 1 : 1 + 3 * 2 ** (-(at - flashStart * seconds) / (30 * minute))),
  },
  "hourly-pulse": {
    summary: "the base rate, twice as much in the first ten minutes of every hour",
    at: (at) => (at % hour < 10 * minute ? 2 : 1),
  },
  "level-shift": {
    summary: "the base rate until half time, then three times as much for good",
    at: (at, seconds) => (at < seconds / 2 ? 1 : 3),
  },
} as const satisfies Record<string, { readonly summary: string; readonly at: Shape }>;

export type LoadShapeName = keyof typeof shapes;

export const loadShapeNames = Object.keys(shapes) as readonly LoadShapeName[];

/** What a shape looks like, in a sentence. */
export const loadShapeSummary = (name: LoadShapeName): string => shapes[name].summary;

interface GeneratedLoad extends NoiseSettings {
  /** Work per second that the shape multiplies. */
  readonly baseRate: number;
  readonly seconds: number;
  readonly stepSeconds: number;
}

const isShape = (name: string): name is LoadShapeName => Object.hasOwn(shapes, name);

/** The shape of that name. @throws LL_INPUT_INVALID */
export const loadShapeNamed = (name: string): LoadShapeName => {
  if (isShape(name)) return name;
  const expected = `one of ${loadShapeNames.join(", ")}`;
  throw invalidInput("the load shape", name, expected);
};

/** Load of a shape per step with noise, never below zero. The same settings give the same load. */
export const generateLoad = (name: LoadShapeName, settings: GeneratedLoad): Float64Array => {
  const { baseRate, seconds, stepSeconds } = settings;
  const factor = noiseFactors(settings);
  const steps = Math.max(1, Math.round(seconds / stepSeconds));
  const shape: Shape = shapes[name].at;
  return Float64Array.from({ length: steps }, (_, step) =>
    Math.max(0, baseRate * shape(step * stepSeconds, seconds) * factor()),
  );
};

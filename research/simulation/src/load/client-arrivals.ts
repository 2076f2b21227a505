import { type Random, seededRandom } from "@loadline/model";
import { standardNormal } from "@loadline/model/internal";
import { badLine } from "../traces/trace-lines.ts";
import { type ClientProcess, gapOf, squaredVariation } from "./client-gaps.ts";
import { numberIn, readCsvTable } from "./csv-table.ts";

/** One client in one window: its rate and the distribution of the gaps between its requests. */
interface ClientWindow {
  readonly at: number;
  readonly requestsPerSecond: number;
  readonly process: ClientProcess;
  /** Of the gaps; below 1: bursts. */
  readonly shape: number;
}

/** Windows are 600 s in ServeGen's set. */
const windowSeconds = 600;
/** Smaller shapes are fits to a handful of requests. */
const leastShape = 0.02;

const columns = ["timestamp_s", "rate_rps", "pattern", "arg1"] as const;

const clientWindows = (text: string): readonly ClientWindow[] => {
  const { head, header, rows } = readCsvTable(text);
  const [time = -1, rate = -1, pattern = -1, shape = -1] = columns.map((name) => header.indexOf(name));
  if ([time, rate, pattern, shape].some((place) => place < 0))
    throw badLine(head, header.join(","), `a header with the columns ${columns.join(", ")}`);
  return rows.flatMap((row) => {
    const requestsPerSecond = numberIn(row, rate, "requests per second, at least 0");
    if (requestsPerSecond === 0) return [];
    const name = (row.cells[pattern] ?? "").toLowerCase();
    if (name !== "gamma" && name !== "weibull") throw badLine(row, name, "Gamma or Weibull");
    const fitted = Math.max(leastShape, numberIn(row, shape, "the shape of the gaps, at least 0"));
    return [
      {
        at: numberIn(row, time, "seconds from the start, at least 0"),
        requestsPerSecond,
        process: name === "gamma" ? { kind: name, cv: fitted ** -0.5 } : { kind: name, shape: fitted },
        shape: fitted,
      },
    ];
  });
};

/** A client this busy and this regular is counted as a normal number per step, as renewals are in the limit. */
const manyPerStep = 60;
const regularShape = 0.5;

interface Counting {
  readonly counted: Float64Array;
  readonly stepSeconds: number;
  readonly random: Random;
}

const countInNormal = (window: ClientWindow, { counted, stepSeconds, random }: Counting): void => {
  const mean = window.requestsPerSecond * stepSeconds;
  const deviation = Math.sqrt(mean * squaredVariation(window.process));
  const first = Math.round(window.at / stepSeconds);
  for (let step = first; step < first + windowSeconds / stepSeconds; step++) {
    const arrivals = Math.max(0, mean + deviation * standardNormal(random));
    counted[step] = (counted[step] ?? 0) + arrivals / stepSeconds;
  }
};

const countOneByOne = (window: ClientWindow, { counted, stepSeconds, random }: Counting): void => {
  const draw = gapOf(window.process);
  const gap = (): number => draw(random) / window.requestsPerSecond;
  for (let at = gap() * random(); at < windowSeconds; at += gap()) {
    const step = Math.floor((window.at + at) / stepSeconds);
    counted[step] = (counted[step] ?? 0) + 1 / stepSeconds;
  }
};

export interface ArrivalSettings {
  readonly stepSeconds: number;
  readonly seed: number;
}

/**
 * Arrivals drawn again from ServeGen's fits, client by client: in every window a renewal process with Gamma or Weibull
 * gaps, its rate constant within the window, its first gap cut at a random place. Counted per step, as requests/s.
 * @returns what draws them: the text is read once, however many seeds follow
 * @throws LL_TRACE_INVALID with line and value; LL_TRACE_EMPTY
 * @source https://github.com/alibaba/ServeGen
 */
export const readClientArrivals = (text: string): ((settings: ArrivalSettings) => Float64Array) => {
  const windows = clientWindows(text);
  const last = windows.reduce((latest, { at }) => Math.max(latest, at), 0);
  return ({ stepSeconds, seed }) => {
    const random = seededRandom(seed);
    const counted = new Float64Array(Math.round((last + windowSeconds) / stepSeconds));
    for (const window of windows) {
      const many = window.requestsPerSecond * stepSeconds > manyPerStep && window.shape > regularShape;
      const count = many ? countInNormal : countOneByOne;
      count(window, { counted, stepSeconds, random });
    }
    return counted;
  };
};

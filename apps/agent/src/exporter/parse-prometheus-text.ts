/** One line of the exposition format. `value` may be NaN or infinite, as the format allows. */
export interface MetricSample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/** The wanted samples of large servers stay well below this; more would cost memory. */
export const mostSamples = 20_000;
/** The same for lines, unwanted ones included, and for labels of one line. */
const mostLines = 100_000;
const mostLabels = 100;
/** Detail of a page above these limits. */
export const tooManyDetail = `more than ${mostSamples} samples or ${mostLines} lines`;
const longestLabels = 10_000;

const namePattern = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelPattern = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y;
const valuePattern = /^[ \t]*(\S+)(?:[ \t]+-?[0-9.eE+]+)?[ \t]*(?:#.*)?$/;
const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const specialValues: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
]);

const unescaped = (text: string): string =>
  text.includes("\\") ? text.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped)) : text;

const longestNumber = 64;

const parseValue = (text: string): number | null => {
  if (text.length > longestNumber) return null;
  if (numberPattern.test(text)) return Number(text);
  return specialValues.get(text.toLowerCase()) ?? null;
};

const noLabels: ReadonlyMap<string, string> = new Map();

/** Labels from `{` at `start`, with the position behind `}`; null when they are malformed. */
const parseLabels = (line: string, start: number) => {
  if (line[start] !== "{") return { labels: noLabels, end: start };
  const labels = new Map<string, string>();
  let position = start + 1;
  while (labels.size < mostLabels && position - start < longestLabels) {
    labelPattern.lastIndex = position;
    const found = labelPattern.exec(line);
    if (found === null) break;
    const [whole, name = "", value = ""] = found;
    labels.set(name, unescaped(value));
    position += whole.length;
  }
  while (line[position] === " ") position += 1;
  return line[position] === "}" ? { labels, end: position + 1 } : null;
};

/** Labels by their text. */
type LabelSets = Map<string, ReadonlyMap<string, string>>;

/** Label sets of earlier pages: the next page of an endpoint has the same. */
const remembered: LabelSets = new Map();
const mostRemembered = 1000;
/** Longer ones are parsed again for each page. */
const longestRemembered = 400;
/** Sets that are not remembered. After so many, those that are may be gone; remembering anew costs little beside that. */
let missed = 0;
const mostMissed = 100 * mostRemembered;

/** The same as {@link parseLabels}, with what is remembered: most series of a page share theirs. */
const labelsAt = (line: string, start: number, ofPage: LabelSets) => {
  const end = line[start] === "{" ? line.indexOf("} ", start) + 1 : 0;
  if (end === 0) return parseLabels(line, start);
  const text = line.slice(start, end);
  const before = remembered.get(text) ?? ofPage.get(text);
  if (before !== undefined) return { labels: before, end };
  const parsed = parseLabels(line, start);
  if (parsed?.end !== end) return parsed;
  if (text.length > longestRemembered || remembered.size >= mostRemembered) {
    missed += 1;
    ofPage.set(text, parsed.labels);
    return parsed;
  }
  // Copies, as a part of the page would keep the whole page in memory.
  const [copy, pairs]: [string, [string, string][]] = JSON.parse(JSON.stringify([text, [...parsed.labels]]));
  const labels = new Map(pairs);
  remembered.set(copy, labels);
  return { labels, end };
};

type Wanted = (name: string) => boolean;
const everything: Wanted = () => true;

/** The number that is all of the text, as nearly always; else the one with a timestamp or an exemplar behind it. */
const valueIn = (rest: string): number | null => {
  const alone = rest.startsWith(" ") ? parseValue(rest.slice(1)) : null;
  if (alone !== null) return alone;
  const [, text] = valuePattern.exec(rest) ?? [];
  return text === undefined ? null : parseValue(text);
};

const parseLine = (line: string, wanted: Wanted, ofPage: LabelSets): MetricSample | "unwanted" | null => {
  namePattern.lastIndex = 0;
  if (!namePattern.test(line)) return null;
  const name = line.slice(0, namePattern.lastIndex);
  if (!wanted(name)) return "unwanted";
  const parsed = labelsAt(line, line.startsWith(" {", name.length) ? name.length + 1 : name.length, ofPage);
  if (parsed === null) return null;
  const rest = line.slice(parsed.end);
  if (parsed.end === name.length && !/^[ \t]/.test(rest)) return null;
  const value = valueIn(rest);
  return value === null ? null : { name, labels: parsed.labels, value };
};

const comment = "#".charCodeAt(0);

/**
 * The lines with an end, without comments and one at a time: a page may have very many. A last line without its end may
 * be cut, and a cut number is a wrong one.
 */
function* wholeLines(text: string): Iterable<string> {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    const line = text.charCodeAt(start) === comment ? "" : text.slice(start, end).trim();
    start = end + 1;
    if (line !== "" && !line.startsWith("#")) yield line;
  }
}

/**
 * Reads the Prometheus text format and what OpenMetrics adds to it in practice (exemplars). A malformed line
 * costs that line, too many lines all samples: a part of a sum would be a wrong sum. Never throws.
 * @param wanted names of samples that are read; the lines of others are passed over unread
 */
export const parsePrometheusText = (text: string, wanted: Wanted = everything) => {
  const samples: MetricSample[] = [];
  const ofPage: LabelSets = new Map();
  if (missed >= mostMissed) {
    remembered.clear();
    missed = 0;
  }
  const rest = text.slice(text.lastIndexOf("\n") + 1);
  let rejectedLines = rest.trim() !== "" && !rest.startsWith("#") ? 1 : 0;
  let lines = 0;
  for (const line of wholeLines(text)) {
    lines += 1;
    const sample = parseLine(line, wanted, ofPage);
    if (sample === null) rejectedLines += 1;
    else if (sample !== "unwanted") samples.push(sample);
    if (samples.length > mostSamples || lines > mostLines) return { samples: [], rejectedLines, tooMany: true };
  }
  return { samples, rejectedLines };
};

/** One line of the exposition format. `value` may be NaN or infinite, as the format allows. */
export interface MetricSample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

export interface ParsedPrometheusText {
  readonly samples: readonly MetricSample[];
  /** Lines that are neither blank, comment nor sample. */
  readonly rejectedLines: number;
}

const namePattern = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelPattern = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y;
const valuePattern = /^[ \t]*(\S+)(?:[ \t]+-?[0-9.eE+]+)?[ \t]*(?:#.*)?$/;
const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const words: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
]);

const unescaped = (text: string): string =>
  text.includes("\\") ? text.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped)) : text;

/** No number needs more; a longer text would only cost time. */
const longestNumber = 64;

const parseValue = (text: string): number | null => {
  if (text.length > longestNumber) return null;
  if (numberPattern.test(text)) return Number(text);
  return words.get(text.toLowerCase()) ?? null;
};

interface Labels {
  readonly labels: ReadonlyMap<string, string>;
  readonly end: number;
}

const noLabels: ReadonlyMap<string, string> = new Map();

/** Labels from `{` at `start`, with the position behind `}`; null when they are malformed. */
const parseLabels = (line: string, start: number): Labels | null => {
  if (line[start] !== "{") return { labels: noLabels, end: start };
  const labels = new Map<string, string>();
  let position = start + 1;
  for (;;) {
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

type Wanted = (name: string) => boolean;
const everything: Wanted = () => true;

const parseLine = (line: string, wanted: Wanted): MetricSample | "unwanted" | null => {
  namePattern.lastIndex = 0;
  const name = namePattern.exec(line)?.[0];
  if (name === undefined) return null;
  if (!wanted(name)) return "unwanted";
  const parsed = parseLabels(
    line,
    line[name.length] === " " ? name.length + (line[name.length + 1] === "{" ? 1 : 0) : name.length,
  );
  if (parsed === null) return null;
  const rest = line.slice(parsed.end);
  if (parsed.end === name.length && !/^[ \t]/.test(rest)) return null;
  const [, text] = valuePattern.exec(rest) ?? [];
  const value = text === undefined ? null : parseValue(text);
  return value === null ? null : { name, labels: parsed.labels, value };
};

/** The lines that are ended. The format ends each; what follows the last end may be cut, and a cut number is a wrong one. */
const wholeLines = (text: string): { readonly lines: readonly string[]; readonly cut: boolean } => {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  return { lines, cut: rest.trim() !== "" && !rest.startsWith("#") };
};

/**
 * Reads the Prometheus text format and what OpenMetrics adds to it in practice (exemplars). A malformed line
 * costs that line. Never throws.
 * @param wanted names of samples that are read; the lines of others are passed over unread
 */
export const parsePrometheusText = (text: string, wanted: Wanted = everything): ParsedPrometheusText => {
  const samples: MetricSample[] = [];
  const { lines, cut } = wholeLines(text);
  let rejectedLines = cut ? 1 : 0;
  for (const raw of lines) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const sample = parseLine(line, wanted);
    if (sample === null) rejectedLines += 1;
    else if (sample !== "unwanted") samples.push(sample);
  }
  return { samples, rejectedLines };
};

/** A generator of numbers that gives the same ones for the same seed; below `limit`, whole. */
export type Below = (limit: number) => number;

export const seededBelow = (seed: number): Below => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
};

/** What drivers, exporters and their enemies write. */
const tokens = [
  ...["", "N/A", "[N/A]", "ERR!", "[Unknown Error]", "[GPU requires reset]", "None", "Yes", "Enabled", "-", "NaN"],
  ...["+Inf", "-1", "0", "1e999", "1e308", "0x7fffffff", "2147483632", "9223372036854775794", "18446744073709551615"],
  ...["140737488355328.0", "99999999999999999999999999", "100 %", "101 %", "-5 C", "81,5 W", "1 MiB MiB", "µs", "𝟙"],
  ...["\u0000", "\uFEFF", "\uFFFD", "\r\n", "\t", '"', "\\", "{", "}", "<gpu>", "</gpu>", "<![CDATA[", "&amp;", "&#0;"],
  ...["__proto__", "constructor", "toString", "<<<NULL>>>", "# EOF", "GPU 0", "GPU-I 3", "GPU is lost", "...", "; "],
] as const;

const pick = <T>(list: readonly T[], below: Below): T | undefined => list[below(list.length)];

const randomBytes = (below: Below): string =>
  Buffer.from(Uint8Array.from({ length: 1 + below(24) }, () => below(256))).toString(
    below(2) === 0 ? "utf8" : "latin1",
  );

const tokenPattern = /[A-Za-z0-9_.+-]+/g;

/** Another token in the place of one near a position. */
const otherToken = (text: string, below: Below): string => {
  tokenPattern.lastIndex = below(text.length + 1);
  const found = tokenPattern.exec(text);
  if (found === null) return text + (pick(tokens, below) ?? "");
  return text.slice(0, found.index) + (pick(tokens, below) ?? "") + text.slice(found.index + found[0].length);
};

const span = (text: string, below: Below): readonly [number, number] => {
  const start = below(text.length + 1);
  return [start, Math.min(text.length, start + 1 + below(80))];
};

type Mutation = (text: string, below: Below, other: string) => string;

const mutations: readonly Mutation[] = [
  otherToken,
  otherToken,
  otherToken,
  (text, below) => text.slice(0, below(text.length + 1)),
  (text, below) => {
    const [start, end] = span(text, below);
    return text.slice(0, start) + text.slice(end);
  },
  (text, below) => {
    const [start, end] = span(text, below);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
  (text, below) => {
    const at = below(text.length + 1);
    return text.slice(0, at) + randomBytes(below) + text.slice(at);
  },
  (text, below, other) => {
    const at = below(Math.min(text.length, other.length) + 1);
    return text.slice(0, at) + other.slice(at);
  },
  (text, below) => {
    const lines = text.split("\n");
    const [a, b] = [below(lines.length), below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
    return lines.join("\n");
  },
];

const mostMutations = 4;
const wildShare = 20;

/** A text that is like one of the corpus, or, now and then, like nothing. */
export const mutated = (corpus: readonly string[], below: Below): string => {
  if (below(wildShare) === 0) return Array.from({ length: below(8) }, () => randomBytes(below)).join("");
  let text = pick(corpus, below) ?? "";
  const other = pick(corpus, below) ?? "";
  for (let left = 1 + below(mostMutations); left > 0; left -= 1)
    text = pick(mutations, below)?.(text, below, other) ?? text;
  return text;
};

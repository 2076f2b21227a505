/** A series as Prometheus writes it: `metric{label="value", …}`. */
export interface SeriesName {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
}

const selector = /^([a-zA-Z_:][\w:]*)\{(.*)\}$/s;
const pair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gs;

/** Longer texts are names that somebody made up. */
const mostCharacters = 4096;

/** The metric and labels that a text names, or null where it is not written as a series. */
export const parseSeriesName = (text: string): SeriesName | null => {
  const [, metric, inner] = (text.length > mostCharacters ? null : selector.exec(text)) ?? [];
  if (metric === undefined || inner === undefined) return null;
  const labels = [...inner.matchAll(pair)].map(([, name = "", value = ""]) => [name, value.replace(/\\(.)/g, "$1")]);
  return { metric, labels: Object.fromEntries(labels) };
};

import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { Section } from "./sections.ts";
import { sourceText } from "./source-text.ts";
import { sourcedValues, sourcedValueText } from "./sourced-value.ts";

/** Every entry of a section on one line. */
export const renderList = ({ columns, list, row }: Section, view: View): string =>
  [...table(columns, list().map(row), view), ""].join("\n");

const isWords = (value: unknown): boolean =>
  typeof value !== "object" || (Array.isArray(value) && value.every((item) => typeof item !== "object"));

const words = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** What an entry says beside its sourced numbers. */
const plainFacts = (entry: object): readonly string[] =>
  Object.entries(entry)
    .filter(([key, value]) => key !== "id" && isWords(value) && words(value) !== "")
    .map(([key, value]: [string, unknown]) => `${key}: ${words(value)}`);

/** Numbers that share a source stand above it together. */
const bySource = (entry: object): readonly (readonly [source: string, lines: readonly string[]])[] => {
  const groups = new Map<string, string[]>();
  for (const [path, value] of sourcedValues(entry)) {
    const source = sourceText(value.source);
    groups.set(source, [...(groups.get(source) ?? []), `${path}: ${sourcedValueText(value)}`]);
  }
  return [...groups];
};

/** One entry with every number and where it comes from. */
export const renderEntry = (entry: { readonly id: string }, { columns, style }: View): string =>
  [
    style.strong(entry.id),
    ...plainFacts(entry).flatMap((fact) => wrap(fact, columns, "  ")),
    ...bySource(entry).flatMap(([source, lines]) => [
      "",
      ...lines.flatMap((line) => wrap(line, columns, "  ")),
      ...wrap(`source: ${source}`, columns, "    ").map(style.faint),
    ]),
    "",
  ].join("\n");

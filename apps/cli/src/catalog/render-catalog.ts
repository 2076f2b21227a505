import type { Source } from "@loadline/core";
import { table } from "../terminal/table.ts";
import { indent, wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import type { Section } from "./sections.ts";
import { sourcedValues, sourcedValueText } from "./sourced-value.ts";

/** Every entry of a section on one line. */
export const renderList = ({ columns, rows }: Section, view: View): string =>
  [...table(columns, rows(), view), ""].join("\n");

const sourceText = (source: Source): string =>
  source.kind === "assumed" ? `assumed: ${source.why}` : `${source.kind}: ${source.ref}, accessed ${source.accessed}`;

const isPlain = (value: unknown): boolean =>
  typeof value !== "object" || (Array.isArray(value) && value.every((item) => typeof item !== "object"));

const plainText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** One entry with every number and its source; numbers that share a source stand above it. */
export const renderEntry = (entry: { readonly id: string }, { columns, style }: View): string => {
  const facts = Object.entries(entry)
    .filter(([key, value]) => key !== "id" && isPlain(value) && plainText(value) !== "")
    .map(([key, value]: [string, unknown]) => `${key}: ${plainText(value)}`);
  const bySource = new Map<string, string[]>();
  for (const [path, value] of sourcedValues(entry)) {
    const source = sourceText(value.source);
    bySource.set(source, [...(bySource.get(source) ?? []), `${path}: ${sourcedValueText(value)}`]);
  }
  return [
    style.strong(entry.id),
    ...facts.flatMap((fact) => wrap(fact, columns, indent)),
    ...[...bySource].flatMap(([source, lines]) => [
      "",
      ...lines.flatMap((line) => wrap(line, columns, indent)),
      ...wrap(`source: ${source}`, columns, "    ").map(style.faint),
    ]),
    "",
  ].join("\n");
};

import type { FieldLike, FrameLike } from "./frame.ts";
import { groupBy } from "./group-by.ts";
import { parseSeriesName } from "./series-name.ts";

/** Text of an enum field by its number. */
const enumTexts = ({ config }: FieldLike): readonly unknown[] => {
  const type: unknown = config?.type;
  const found: unknown = typeof type === "object" && type !== null && "enum" in type ? type.enum : null;
  const text: unknown = typeof found === "object" && found !== null && "text" in found ? found.text : null;
  return Array.isArray(text) ? text : [];
};

const isColumn = ({ type }: FieldLike): boolean => type === "string" || type === "enum";

/** The label that a cell of a column stands for; undefined: none. */
const labelOf = (column: FieldLike, row: number): string | undefined => {
  const value = column.values[row];
  const text = column.type === "enum" && typeof value === "number" ? enumTexts(column)[value] : value;
  return typeof text === "string" && text !== "" ? text : undefined;
};

const labelsOf = (columns: readonly FieldLike[], row: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns.flatMap((column): [string, string][] => {
      const text = labelOf(column, row);
      if (text === undefined) return [];
      const series = parseSeriesName(text);
      return series === null ? [[column.name, text]] : [["__name__", series.metric], ...Object.entries(series.labels)];
    }),
  );

interface Row {
  readonly row: number;
  readonly labels: Readonly<Record<string, string>>;
}

const picked = (field: FieldLike, rows: readonly Row[]): FieldLike => ({
  ...field,
  values: rows.map(({ row }) => field.values[row]),
  ...(field.getLinks === undefined
    ? {}
    : { getLinks: () => field.getLinks?.({ valueRowIndex: rows.at(-1)?.row ?? 0 }) ?? [] }),
});

/** A field whose labels stand in its name alone, as some transformations leave it. */
const isNamedByLabels = ({ name, labels }: FieldLike): boolean =>
  name.endsWith("}") && labels?.["__name__"] === undefined && parseSeriesName(name) !== null;

const withLabels = (frame: FrameLike): FrameLike => ({
  ...frame,
  fields: frame.fields.map((field) => {
    const series = isNamedByLabels(field) ? parseSeriesName(field.name) : null;
    return series === null
      ? field
      : { ...field, labels: { __name__: series.metric, ...series.labels, ...field.labels } };
  }),
});

/**
 * The series of a table: a frame whose text columns hold the labels of its rows, as a query of the format "Table"
 * answers, or the transformation "Series to rows" makes it. Each distinct combination of texts is one series. A frame
 * without text columns is one already.
 */
export const seriesFrames = (frame: FrameLike): readonly FrameLike[] => {
  if (!frame.fields.some(isColumn)) return frame.fields.some(isNamedByLabels) ? [withLabels(frame)] : [frame];
  const columns = frame.fields.filter(isColumn);
  const others = frame.fields.filter((field) => !isColumn(field));
  const length = others.reduce((most, { values }) => Math.max(most, values.length), 0);
  const rows = Array.from({ length }, (_, row) => ({ row, labels: labelsOf(columns, row) }));
  return groupBy(rows, ({ labels }) => JSON.stringify(labels)).map((group) => ({
    ...frame,
    fields: others.map((field) => ({
      ...picked(field, group),
      labels: { ...field.labels, ...group[0].labels },
    })),
  }));
};

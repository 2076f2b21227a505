// Tables and other shapes of a query's answer, brought into the shape of one frame per series.
import { type FieldLike, type FrameLike, groupBy, type Labels, property } from "./frame.ts";

const selector = /^([a-zA-Z_:][\w:]*)\{(.*)\}$/s;
const pair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gs;
const mostCharacters = 4096;

/** The labels of a series written as `metric{label="value", …}`, or null for any other text. */
const labelsFromName = (text: string): Labels | null => {
  const [, metric, inner] = (text.length > mostCharacters ? null : selector.exec(text)) ?? [];
  if (metric === undefined || inner === undefined) return null;
  const labels = [...inner.matchAll(pair)].map(([, name = "", value = ""]) => [name, value.replace(/\\(.)/g, "$1")]);
  return { __name__: metric, ...Object.fromEntries(labels) };
};

const isColumn = ({ type }: FieldLike): boolean => type === "string" || type === "enum";

/** The text in a cell of a column; undefined: none. */
const textOf = ({ type, values, config }: FieldLike, row: number): string | undefined => {
  const value = values[row];
  const texts = type === "enum" ? property(property(config?.type, "enum"), "text") : null;
  const text: unknown = Array.isArray(texts) && typeof value === "number" ? texts[value] : value;
  return typeof text === "string" && text !== "" ? text : undefined;
};

const labelsOfRow = (columns: readonly FieldLike[], row: number): Labels =>
  Object.assign(
    {},
    ...columns.map((column): Labels => {
      const text = textOf(column, row);
      return text === undefined ? {} : (labelsFromName(text) ?? { [column.name]: text });
    }),
  );

const pickedRows = (field: FieldLike, rows: readonly number[], labels: Labels): FieldLike => {
  const { getLinks } = field;
  return {
    ...field,
    labels: { ...field.labels, ...labels },
    values: rows.map((row) => field.values[row]),
    ...(getLinks && { getLinks: () => getLinks({ valueRowIndex: rows.at(-1) ?? 0 }) }),
  };
};

/** A field whose labels are in its name alone, as some transformations leave it, with its labels. */
const withLabels = (field: FieldLike): FieldLike => {
  if (!field.name.endsWith("}") || field.labels?.["__name__"] !== undefined) return field;
  const labels = labelsFromName(field.name);
  return labels === null ? field : { ...field, labels: { ...labels, ...field.labels } };
};

/**
 * The series of a table: a frame whose text columns hold the labels of its rows, as a query of the format "Table"
 * returns it, or the transformation "Series to rows". Each distinct combination of texts is one series. A frame
 * without text columns is one already.
 */
export const seriesFrames = (frame: FrameLike): readonly FrameLike[] => {
  // Of nearly all nothing is to be taken apart, and thousands of them are read at each update.
  if (!frame.fields.some((field) => isColumn(field) || field.name.endsWith("}"))) return [frame];
  const columns = frame.fields.filter(isColumn);
  if (columns.length === 0) return [{ ...frame, fields: frame.fields.map(withLabels) }];
  const others = frame.fields.filter((field) => !isColumn(field));
  const length = others.reduce((most, { values }) => Math.max(most, values.length), 0);
  const rows = Array.from({ length }, (_, row) => ({ row, labels: labelsOfRow(columns, row) }));
  return groupBy(rows, ({ labels }) => JSON.stringify(labels)).map((group) => {
    const picked = group.map(({ row }) => row);
    return { ...frame, fields: others.map((field) => pickedRows(field, picked, group[0].labels)) };
  });
};

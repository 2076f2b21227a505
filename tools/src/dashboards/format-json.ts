/** Columns up to which a list of plain values stays on one line, as the formatter of this repository has it. */
const lineWidth = 120;

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

const indented = (parts: readonly string[], [open, close]: readonly [string, string], indent: string): string =>
  parts.length === 0
    ? `${open}${close}`
    : `${open}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${close}`;

const listOf = (list: readonly unknown[], indent: string, before: number): string => {
  const oneLine = `[${list.map((item) => JSON.stringify(item)).join(", ")}]`;
  if (list.every(isPlain) && before + oneLine.length + 1 <= lineWidth) return oneLine;
  return indented(
    list.map((item) => textOf(item, `${indent}  `, indent.length + 2)),
    ["[", "]"],
    indent,
  );
};

const textOf = (value: unknown, indent: string, before: number): string => {
  if (Array.isArray(value)) return listOf(value, indent, before);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return indented(
    entries.map(([name, item]) => {
      const key = `${JSON.stringify(name)}: `;
      return `${key}${textOf(item, `${indent}  `, indent.length + 2 + key.length)}`;
    }),
    ["{", "}"],
    indent,
  );
};

/** A value as JSON the way this repository formats it: objects over several lines, short lists on one. */
export const formatJson = (value: unknown): string => `${textOf(value, "", 0)}\n`;

const wrapParts = (parts: readonly string[], columns: number, { indent, joint }: Joining): readonly string[] => {
  const lines: string[] = [];
  let line: string | null = null;
  for (const part of parts) {
    const longer: string = line === null ? indent + part : line + joint + part;
    if (line !== null && longer.length > columns) {
      lines.push(line + joint.trimEnd());
      line = indent + part;
    } else line = longer;
  }
  return line === null ? lines : [...lines, line];
};

interface Joining {
  readonly indent: string;
  readonly joint: string;
}

/** Breaks text at spaces so that no line is longer than `columns`; each line starts with `indent`. A longer word stays whole. */
export const wrap = (text: string, columns: number, indent = ""): readonly string[] =>
  wrapParts(
    text.split(/\s+/).filter((word) => word !== ""),
    columns,
    { indent, joint: " " },
  );

/** Short statements one after the other, broken only between two of them. */
export const wrapItems = (items: readonly string[], columns: number, indent = ""): readonly string[] =>
  wrapParts(items, columns, { indent, joint: " · " });

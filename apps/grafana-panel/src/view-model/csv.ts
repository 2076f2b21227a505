/** A spreadsheet runs a cell that begins with one of these as a formula; a quote before it makes it text. */
const formulaSigns = new Set(["=", "+", "-", "@", "|", "%"]);

const isControl = (sign: string): boolean => sign < " " || sign === "\u007f";

/** Line breaks and tabs are text; other control characters are invisible. */
const isSeen = (sign: string): boolean => !isControl(sign) || sign === "\t" || sign === "\n" || sign === "\r";

const isBlank = (sign: string): boolean => isControl(sign) || /[\s\ufeff]/.test(sign);

const beginsFormula = (text: string): boolean => {
  const [first] = text;
  if (first === "\t" || first === "\r" || first === "\n") return true;
  const start = [...text].find((sign) => !isBlank(sign));
  return start !== undefined && formulaSigns.has(start);
};

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const cell = (text: string): string => {
  const seen = [...text].filter(isSeen).join("");
  const guarded = beginsFormula(text) && !isNumber(text) ? `'${seen}` : seen;
  return `"${guarded.replaceAll('"', '""')}"`;
};

/** Rows as comma-separated values (RFC 4180), with no cell that a spreadsheet would run. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

import { asUnknown, type Cell, known, textCell, unknown } from "../../../gpu-report/cell.ts";

/**
 * The text with the content of each element of this name replaced. One pass without pattern matching, so that hostile
 * text costs linear time; an element that does not end stays as it is.
 */
const replaceSection = (text: string, name: string, replacement: (content: string) => string): string => {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const parts: string[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf(open, position);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) break;
    parts.push(text.slice(position, start), replacement(text.slice(start + open.length, end)));
    position = end + close.length;
  }
  return position === 0 ? text : parts.join("") + text.slice(position);
};

export const withoutSections = (text: string, names: readonly string[]): string =>
  names.reduce((left, name) => replaceSection(left, name, () => ""), text);

/** Without processes a card holds less; with more in use, an empty list is not the whole list. */
const idleBytes = 2 ** 30;
const longestNote = 60;

/**
 * A list of processes becomes their number, or the note in its place. The list is not parsed: names of processes are
 * chosen by their users, markup included.
 */
const summariseProcesses = (content: string): string => {
  const count = content.split("<process_info>").length - 1;
  const note = content.trim();
  const summary = count > 0 ? String(count) : /^[^<>&]*$/.test(note) ? note.slice(0, longestNote) : "0";
  return `<processes>${summary}</processes>`;
};

/** Nine tenths of a document are clocks that the card supports and lists of processes. Neither is parsed. */
export const readableSections = (text: string): string =>
  replaceSection(withoutSections(text, ["supported_clocks", "accounted_processes"]), "processes", summariseProcesses);

/** Number of processes from their summary. None while memory is in use: the agent may not see them, as in a container. */
export const processesCell = (summary: unknown, usedBytes: number | null): Cell<number> => {
  if (summary === undefined) return unknown("missing");
  const text = typeof summary === "string" ? summary.trim() : "";
  if (/^[1-9]\d{0,6}$/.test(text)) return known(Number(text));
  if (text !== "" && text !== "None" && text !== "0") return asUnknown(textCell(text));
  return usedBytes === null || usedBytes > idleBytes ? unknown("not-permitted") : known(0);
};

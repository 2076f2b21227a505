import { textCell } from "../values/cell.ts";
import { type Cell, known, notEven, unknown } from "../values/unknown.ts";

const entry = "<process_info>";
/** A driver and its firmware alone hold less; with more in use, a list without processes is not the whole list. */
const idleBytes = 2 ** 30;
const longestNote = 60;

/**
 * What of a list of processes is kept: their number, or the note that stands there instead. The list is not parsed: names
 * of processes are whatever their users chose, markup included.
 */
export const summariseProcesses = (content: string): string => {
  const count = content.split(entry).length - 1;
  const note = content.trim();
  const kept = count > 0 ? String(count) : /^[^<>&]*$/.test(note) ? note.slice(0, longestNote) : "0";
  return `<processes>${kept}</processes>`;
};

/** Number of processes from that. None while memory is in use means that the caller does not see them, as in a container. */
export const processesCell = (kept: unknown, usedBytes: number | null): Cell<number> => {
  if (kept === undefined) return unknown("missing");
  const said = typeof kept === "string" ? kept.trim() : "";
  if (/^[1-9]\d{0,6}$/.test(said)) return known(Number(said));
  if (said !== "" && said !== "None" && said !== "0") return notEven(textCell(said));
  return usedBytes === null || usedBytes > idleBytes ? unknown("not-permitted") : known(0);
};

import { closeSync, constants, openSync, readSync } from "node:fs";
import type { ReadOutcome, Source } from "../source.ts";
import { parseKmsg, type Xid, type XidReport } from "./parse-kmsg.ts";

/** The kernel gives one record per read, and none is longer. */
const recordBytes = 8192;
/** Records in one read of the source; the rest is read by the next. */
const maxRecords = 5000;
/** Xids in a report, for a reader that misses the next ones. */
const maxXids = 200;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

/** Whole records up to now. A record that was overwritten before it was read is skipped, as the kernel does. */
const readRecords = (file: number): string => {
  const buffer = Buffer.alloc(recordBytes);
  const records: string[] = [];
  for (let turn = 0; turn < maxRecords; turn += 1) {
    try {
      const length = readSync(file, buffer, 0, recordBytes, null);
      if (length === 0) break;
      records.push(buffer.toString("utf8", 0, length));
    } catch (error) {
      if (codeOf(error) === "EAGAIN") break;
      if (codeOf(error) !== "EPIPE") throw error;
    }
  }
  return records.join("");
};

const deadlineSeconds = 5;

/** Xids of the kernel log, from the start of the agent on. */
export const kmsgXidSource = (path: string): Source<XidReport> => {
  let file: number | null = null;
  let latest: readonly Xid[] = [];
  const open = (): number => {
    const opened = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    while (readRecords(opened) !== "") {
      // Records of before the start are skipped.
    }
    return opened;
  };
  const read = (): ReadOutcome<XidReport> => {
    try {
      file ??= open();
      const { xids, rejectedLines } = parseKmsg(readRecords(file));
      latest = [...latest, ...xids].slice(-maxXids);
      return { kind: "ok", value: { xids: latest, rejectedLines } };
    } catch (error) {
      if (file !== null) closeSync(file);
      file = null;
      if (codeOf(error) === "ENOENT") return { kind: "absent", detail: `${path} does not exist` };
      const detail = error instanceof Error ? error.message : String(error);
      return { kind: "failed", reason: "not-started", detail };
    }
  };
  return {
    name: "kmsg-xid",
    deadlineSeconds,
    firstDeadlineSeconds: deadlineSeconds,
    read: () => Promise.resolve(read()),
  };
};

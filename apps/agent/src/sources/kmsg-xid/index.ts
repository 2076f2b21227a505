import { closeSync, constants, openSync, readSync } from "node:fs";
import { reasonOf } from "@loadline/model";
import { busIdKey } from "../../gpu-report/gpu-report.ts";
import type { ReadOutcome, Source } from "../../source/source.ts";

export interface Xid {
  /** The kernel's number of the record; grows. */
  readonly sequence: number;
  /** Domain, bus and device, lower case, as in `0000:9b:00`. */
  readonly busId: string;
  readonly code: number;
  readonly pid: number | null;
  /** Whether the line calls itself fatal; null when it has neither. */
  readonly fatal: boolean | null;
  readonly text: string;
}

export interface XidReport {
  /** In the order of the log; the newest when there are too many. */
  readonly xids: readonly Xid[];
  /** Records that are not in the format of the kernel log. */
  readonly rejectedLines: number;
}

/** `priority,sequence,microseconds,flags[,…];text` */
const recordPattern = /^\d{1,10},(\d{1,15}),\d{1,20},[^;]{0,100};(.*)$/;
/** A MIG slice is named behind its GPU, as in `(PCI:0000:9b:00 GPU-I:05)`. */
const xidPattern =
  /NVRM: Xid \((?:PCI:)?([0-9a-fA-F:.]{5,20})((?:\s+GPU-C?I:\s?\d{1,3}){0,2})\): (\d{1,5})(?:,\s*(.*))?$/;
/** Two messages about a card that is gone without an Xid. */
const goneFromBus = /NVRM: (?:The NVIDIA )?GPU (?:at )?(?:PCI:)?([0-9a-fA-F:.]{5,20})\b.*fallen off the bus/;
const goneCode = 79;

const longestLine = 2000;
const longestText = 300;

const readXid = (sequence: number, message: string): Xid | null => {
  const [, bus = "", slice = "", digits = "", rest = ""] = xidPattern.exec(message) ?? [];
  const [, goneBus = ""] = digits === "" ? (goneFromBus.exec(message) ?? []) : [];
  const busId = busIdKey(digits === "" ? goneBus : bus);
  if (busId === null) return null;
  // Names of processes are chosen by their users.
  const text = (digits === "" ? message : slice === "" ? rest : `${slice.trim()}, ${rest}`)
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, longestText);
  const [, pid] = /\bpid='?(\d{1,9})\b/.exec(rest) ?? [];
  return {
    sequence,
    busId,
    code: digits === "" ? goneCode : Number(digits),
    pid: pid === undefined ? null : Number(pid),
    fatal: /\bnon-?fatal\b/i.test(text) ? false : /\bfatal\b/i.test(text) ? true : null,
    text,
  };
};

/** Reads records of /dev/kmsg. Never throws; a line in another format costs itself. */
export const parseKmsg = (text: string): XidReport => {
  const xids: Xid[] = [];
  let rejectedLines = 0;
  for (const line of text.split("\n")) {
    // Continuation lines have keys of the record before and begin with a blank.
    if (line === "" || line.startsWith(" ")) continue;
    const [, sequence, message] = (line.length > longestLine ? null : recordPattern.exec(line)) ?? [];
    const xid = message === undefined ? null : readXid(Number(sequence), message);
    if (message === undefined) rejectedLines += 1;
    else if (xid !== null) xids.push(xid);
  }
  return { xids, rejectedLines };
};

/** The kernel gives one record per read, and none is longer. */
const recordBytes = 8192;
/** Records in one read of the source; the rest is read by the next. */
const maxRecords = 5000;
/** Xids in a report, for a reader that misses the next ones. */
const maxXids = 200;

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error));

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
      const detail = reasonOf(error);
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

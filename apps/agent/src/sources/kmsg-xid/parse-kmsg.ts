import { busIdKey } from "../../gpu-report/bus-id.ts";

/** One Xid of the kernel log. */
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

/** Names of processes are chosen by their users. */
const printable = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, longestText);

const fatalOf = (text: string): boolean | null =>
  /\bnon-?fatal\b/i.test(text) ? false : /\bfatal\b/i.test(text) ? true : null;

const readXid = (sequence: number, message: string): Xid | null => {
  const [, bus = "", slice = "", digits = "", rest = ""] = xidPattern.exec(message) ?? [];
  const [, goneBus = ""] = digits === "" ? (goneFromBus.exec(message) ?? []) : [];
  const busId = busIdKey(digits === "" ? goneBus : bus);
  if (busId === null) return null;
  const text = printable(digits === "" ? message : slice === "" ? rest : `${slice.trim()}, ${rest}`);
  const [, pid] = /\bpid='?(\d{1,9})\b/.exec(rest) ?? [];
  return {
    sequence,
    busId,
    code: digits === "" ? goneCode : Number(digits),
    pid: pid === undefined ? null : Number(pid),
    fatal: fatalOf(text),
    text,
  };
};

/** Continuation lines have keys of the record before and begin with a blank. */
const isContinuation = (line: string): boolean => line.startsWith(" ");

/** Reads records of /dev/kmsg. Never throws; a line in another format costs itself. */
export const parseKmsg = (text: string): XidReport => {
  const xids: Xid[] = [];
  let rejectedLines = 0;
  for (const line of text.split("\n")) {
    if (line === "" || isContinuation(line)) continue;
    const [, sequence, message] = (line.length > longestLine ? null : recordPattern.exec(line)) ?? [];
    const xid = message === undefined ? null : readXid(Number(sequence), message);
    if (message === undefined) rejectedLines += 1;
    else if (xid !== null) xids.push(xid);
  }
  return { xids, rejectedLines };
};

import { crc32 } from "node:zlib";
import type { Gap } from "@loadline/wire";
import type { Pending } from "../outgoing.ts";

/** What a ring's files say, in the order of happening. */
export type RingRecord =
  | { readonly type: "message"; readonly message: Pending; readonly at: number; readonly payload: Uint8Array }
  | { readonly type: "removed"; readonly id: number }
  /** `id` is null where the gap is only repeated. */
  | { readonly type: "dropped"; readonly id: number | null; readonly gap: Gap | null };

/**
 * mark (4) · length of the body (4) · CRC-32 of length and body (4) · body: length of the head (2), head as JSON,
 * payload. Numbers are big-endian. The mark carries the version of the format.
 */
const mark = Buffer.from("LLR1", "latin1");
const headerBytes = 12;
const headLengthBytes = 2;
/** No message is larger; a longer length is damage. */
export const maxBodyBytes = 64 * 2 ** 20;

const headOf = (record: RingRecord): object => {
  if (record.type !== "message") return record;
  const { id, kind, subject, sample } = record.message;
  return { type: "message", id, kind, subject, at: record.at, ...(sample === undefined ? {} : { sample }) };
};

export const encodeRecord = (record: RingRecord): Buffer => {
  const head = Buffer.from(JSON.stringify(headOf(record)), "utf8");
  const payload = record.type === "message" ? record.payload : new Uint8Array();
  const bytes = Buffer.alloc(headerBytes + headLengthBytes + head.length + payload.byteLength);
  mark.copy(bytes);
  bytes.writeUInt32BE(bytes.length - headerBytes, 4);
  bytes.writeUInt16BE(head.length, headerBytes);
  head.copy(bytes, headerBytes + headLengthBytes);
  bytes.set(payload, headerBytes + headLengthBytes + head.length);
  bytes.writeUInt32BE(checksum(bytes), 8);
  return bytes;
};

const checksum = (record: Uint8Array): number => crc32(record.subarray(headerBytes), crc32(record.subarray(4, 8)));

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
type Head = Readonly<Record<string, unknown>>;

const isHead = (value: unknown): value is Head => typeof value === "object" && value !== null && !Array.isArray(value);

const kinds = ["telemetry", "inventory", "health"] as const;

const readMessage = (head: Head, payload: Uint8Array): RingRecord | null => {
  const { id, kind, subject, at, sample } = head as { [name in "id" | "kind" | "subject" | "at" | "sample"]: unknown };
  const found = kinds.find((candidate) => candidate === kind);
  if (found === undefined || !isCount(id) || !isText(subject) || typeof at !== "number") return null;
  const key = isHead(sample) && isText(sample["bootId"]) && isCount(sample["seq"]);
  return {
    type: "message",
    at,
    payload,
    message: {
      id,
      kind: found,
      subject,
      ...(key ? { sample: { bootId: sample["bootId"] as string, seq: sample["seq"] as number } } : {}),
    },
  };
};

const readGap = (value: unknown): Gap | null => {
  if (!isHead(value)) return null;
  const { bootId, fromSeq, toSeq, count, reasons, lastAt } = value as { [name in keyof Gap]: unknown };
  if (!isText(bootId) || !isCount(fromSeq) || !isCount(toSeq) || !isCount(count)) return null;
  if (typeof lastAt !== "number" || !isHead(reasons) || !Object.values(reasons).every(isCount)) return null;
  return { bootId, fromSeq, toSeq, count, reasons: { ...reasons }, lastAt };
};

const readBody = (body: Buffer): RingRecord | null => {
  const headLength = body.readUInt16BE(0);
  const headEnd = headLengthBytes + headLength;
  if (headEnd > body.length) return null;
  try {
    const head: unknown = JSON.parse(body.toString("utf8", headLengthBytes, headEnd));
    if (!isHead(head)) return null;
    const id = head["id"];
    if (head["type"] === "message") return readMessage(head, body.subarray(headEnd));
    if (head["type"] === "removed") return isCount(id) ? { type: "removed", id } : null;
    if (head["type"] !== "dropped") return null;
    return { type: "dropped", id: isCount(id) ? id : null, gap: readGap(head["gap"]) };
  } catch {
    return null;
  }
};

export interface FoundRecord {
  readonly record: RingRecord;
  readonly offset: number;
  readonly length: number;
}

/** The record that begins at `offset`; null when there is none that is whole and true to its checksum. */
export const decodeRecord = (bytes: Buffer, offset: number): FoundRecord | null => {
  if (offset + headerBytes + headLengthBytes > bytes.length) return null;
  if (bytes.compare(mark, 0, mark.length, offset, offset + mark.length) !== 0) return null;
  const bodyLength = bytes.readUInt32BE(offset + 4);
  const length = headerBytes + bodyLength;
  if (bodyLength < headLengthBytes || bodyLength > maxBodyBytes || offset + length > bytes.length) return null;
  const whole = bytes.subarray(offset, offset + length);
  if (checksum(whole) !== whole.readUInt32BE(8)) return null;
  const record = readBody(whole.subarray(headerBytes));
  return record === null ? null : { record, offset, length };
};

/** Where to go on behind damage: at the end that the damaged record claims, if a record begins there, else at the next that is whole. */
const resume = (bytes: Buffer, offset: number): number => {
  if (offset + headerBytes <= bytes.length) {
    const claimed = offset + headerBytes + bytes.readUInt32BE(offset + 4);
    const markStandsThere = claimed < bytes.length && bytes.indexOf(mark, claimed) === claimed;
    if (claimed === bytes.length || markStandsThere) return claimed;
  }
  for (let next = bytes.indexOf(mark, offset + 1); next >= 0; next = bytes.indexOf(mark, next + 1)) {
    if (decodeRecord(bytes, next) !== null) return next;
  }
  return bytes.length;
};

export interface ScannedRecords {
  readonly found: readonly FoundRecord[];
  /** Places where something stood that is no record. */
  readonly damaged: number;
}

/** Every whole record of a file; damage costs the record it is in. */
export const scanRecords = (bytes: Buffer): ScannedRecords => {
  const found: FoundRecord[] = [];
  let damaged = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const next = decodeRecord(bytes, offset);
    if (next !== null) found.push(next);
    else damaged += 1;
    offset = next === null ? resume(bytes, offset) : next.offset + next.length;
  }
  return { found, damaged };
};

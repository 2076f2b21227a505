import type { Gap, GapReason } from "@loadline/wire";
import { GapBook } from "../gap-book.ts";
import type { Lost, Outgoing, Pending } from "../outgoing.ts";
import type { Ring, RingLimits } from "../ring.ts";
import { decodeRecord, encodeRecord, type RingRecord } from "./record.ts";
import { type Medium, type Place, SegmentLog } from "./segment-log.ts";

export interface DiskRingSettings extends RingLimits {
  /** Belongs to one agent alone. */
  readonly folder: string;
  readonly maxAgeSeconds: number;
  /** Longest time between two times that files are forced to the medium, while there is something; 0 is with each message. */
  readonly syncSeconds: number;
  readonly medium?: Medium;
  /** Wall clock, epoch seconds. */
  readonly now: () => number;
  /** Clock that never jumps, by which what this process made grows old; left out, the wall clock counts for that too. */
  readonly elapsed?: () => number;
  /** Told when the disk does not take messages, and with null when it does again. */
  readonly onProblem: (problem: string | null) => void;
}

interface Entry {
  readonly message: Pending;
  readonly at: number;
  /** Reading of the clock that never jumps; null for what an earlier process made. */
  readonly madeAt: number | null;
  place: Place | null;
  /** Held in memory only where the disk did not take it. */
  payload: Uint8Array | null;
  payloadBytes: number;
}

/** Files per ring: more of them lose less room to what is acknowledged, fewer cost less to keep. */
const segmentsPerRing = 16;
const smallestSegmentBytes = 1024;
/** Moving what is left is worth while from this share of acknowledged records on. */
const deadShareToMove = 0.25;

/**
 * A ring on disk: bounded in messages, age and bytes of its files. It survives the end of the process at any instant;
 * a damaged record costs that record. What the disk does not take is kept in memory within the same bounds.
 */
export class DiskRing implements Ring {
  readonly durable = true;
  readonly #settings: DiskRingSettings;
  readonly #log: SegmentLog;
  readonly #segmentBytes: number;
  readonly #entries = new Map<number, Entry>();
  /** Bytes of records that are still needed, by file. */
  readonly #live = new Map<number, number>();
  readonly #gaps = new GapBook();
  #liveBytes = 0;
  #memoryBytes = 0;
  #nextId = 0;
  readonly #damaged: number;
  #problem: string | null = null;
  #forcedAt = Number.NEGATIVE_INFINITY;

  /** @throws the system's error when the folder cannot be made or read */
  constructor(settings: DiskRingSettings) {
    this.#settings = settings;
    this.#segmentBytes = Math.max(smallestSegmentBytes, Math.floor(settings.maxBytes / segmentsPerRing));
    this.#log = new SegmentLog(settings.folder, this.#segmentBytes, settings.medium);
    const found = new Map<number, Entry>();
    this.#damaged = this.#log.open((record, place) => this.#restore(found, record, place));
    for (const [id, entry] of [...found].sort(([a], [b]) => a - b)) this.#keep(id, entry);
    this.#dropOverdue();
    this.#deleteDead();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Of the files, and of what the disk did not take. */
  get bytes(): number {
    return this.#log.bytes + this.#memoryBytes;
  }

  get nextId(): number {
    return this.#nextId;
  }

  get damaged(): number {
    return this.#damaged;
  }

  gaps(): readonly Gap[] {
    return this.#gaps.all();
  }

  push(message: Outgoing): readonly Lost[] {
    this.#nextId = Math.max(this.#nextId, message.id + 1);
    const { id, kind, subject, sample, payload } = message;
    const at = this.#settings.now();
    const pending: Pending = { id, kind, subject, ...(sample === undefined ? {} : { sample }) };
    const record = encodeRecord({ type: "message", message: pending, at, payload });
    if (record.length + this.#segmentBytes > this.#settings.maxBytes) {
      return [this.#lose(pending, "too-large")];
    }
    const dropped = this.#trim(record.length);
    const place = this.#append(record);
    this.#forceInTime();
    const madeAt = this.#settings.elapsed?.() ?? null;
    const entry: Entry = { message: pending, at, madeAt, place, payload: null, payloadBytes: 0 };
    if (place === null) {
      entry.payload = payload;
      entry.payloadBytes = payload.byteLength;
    }
    this.#keep(id, entry);
    return [...dropped, ...this.#trim(0)];
  }

  remove(id: number): boolean {
    if (!this.#forget(id)) return false;
    this.#append(encodeRecord({ type: "removed", id }));
    this.#deleteDead();
    return true;
  }

  abandon(id: number, reason: GapReason): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#forget(id);
    this.#lose(entry.message, reason);
    this.#deleteDead();
    return true;
  }

  get(id: number): Pending | undefined {
    return this.#entries.get(id)?.message;
  }

  load(id: number): Outgoing | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    const payload = entry.payload ?? this.#payloadAt(entry.place, id);
    return payload === null ? null : { ...entry.message, payload };
  }

  *messages(): Iterable<Pending> {
    for (const { message } of this.#entries.values()) yield message;
  }

  *unsaved(): Iterable<Pending> {
    for (const { message, place } of this.#entries.values()) if (place === null) yield message;
  }

  close(): void {
    this.#force();
    this.#log.close();
  }

  #payloadAt(place: Place | null, id: number): Uint8Array | null {
    const bytes = place === null ? null : this.#log.read(place);
    const record = bytes === null ? undefined : decodeRecord(bytes, 0)?.record;
    return record?.type === "message" && record.message.id === id ? record.payload : null;
  }

  /** A stored inventory is not sent again: the present one goes out at the start, and the older must not replace it. */
  #restore(found: Map<number, Entry>, record: RingRecord, place: Place): void {
    if (record.type === "message") {
      const { message, at } = record;
      this.#nextId = Math.max(this.#nextId, message.id + 1);
      if (message.kind === "inventory") return;
      found.set(message.id, { message, at, madeAt: null, place, payload: null, payloadBytes: 0 });
      return;
    }
    if (record.id !== null) {
      this.#nextId = Math.max(this.#nextId, record.id + 1);
      found.delete(record.id);
    }
    if (record.type === "dropped" && record.gap !== null) this.#gaps.remember(record.gap);
  }

  #keep(id: number, entry: Entry): void {
    this.#entries.set(id, entry);
    this.#memoryBytes += entry.payloadBytes;
    this.#count(entry.place, 1);
  }

  #forget(id: number): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#entries.delete(id);
    this.#memoryBytes -= entry.payloadBytes;
    this.#count(entry.place, -1);
    return true;
  }

  #count(place: Place | null, sign: 1 | -1): void {
    if (place === null) return;
    this.#live.set(place.segment, (this.#live.get(place.segment) ?? 0) + sign * place.length);
    this.#liveBytes += sign * place.length;
  }

  /** Why the oldest may not stay; null when it may. */
  #overdue(): GapReason | null {
    const { maxSamples, maxAgeSeconds, now, elapsed } = this.#settings;
    const [first] = this.#entries.values();
    if (first === undefined) return null;
    const age = first.madeAt === null || elapsed === undefined ? now() - first.at : elapsed() - first.madeAt;
    if (age > maxAgeSeconds) return "too-old";
    return this.#entries.size > maxSamples ? "ring-full" : null;
  }

  /** One message, or none when there is none. */
  #dropOldest(reason: GapReason): readonly Lost[] {
    const [first] = this.#entries.values();
    if (first === undefined) return [];
    this.#forget(first.message.id);
    return [this.#lose(first.message, reason)];
  }

  #dropOverdue(): Lost[] {
    const dropped: Lost[] = [];
    for (let reason = this.#overdue(); reason !== null; reason = this.#overdue()) {
      dropped.push(...this.#dropOldest(reason));
    }
    return dropped;
  }

  /** Makes room for so many bytes; answers what had to go. One file's worth stays free for records about records. */
  #trim(bytes: number): readonly Lost[] {
    const dropped = this.#dropOverdue();
    this.#deleteDead();
    while (this.bytes + bytes + this.#segmentBytes > this.#settings.maxBytes) {
      if (this.#worthMoving() && this.#moveOldest()) continue;
      const before = dropped.length;
      dropped.push(...this.#dropOldest("ring-full"));
      this.#deleteDead();
      if (dropped.length === before && !this.#moveOldest()) break;
    }
    return dropped;
  }

  #worthMoving(): boolean {
    const dead = this.#log.bytes - this.#liveBytes;
    return dead > this.#log.bytes * deadShareToMove && dead > this.#segmentBytes;
  }

  /** Copies what is still needed of the oldest file to the newest, and deletes it. */
  #moveOldest(): boolean {
    const segment = this.#log.oldest;
    if (segment === null) return false;
    for (const entry of this.#entries.values()) {
      if (entry.place?.segment !== segment) continue;
      const record = this.#log.read(entry.place);
      const place = record === null ? null : this.#append(record);
      if (record !== null && place === null) return false;
      this.#count(entry.place, -1);
      entry.place = place;
      this.#count(place, 1);
    }
    return this.#delete(segment);
  }

  #deleteDead(): void {
    for (let segment = this.#log.oldest; segment !== null; segment = this.#log.oldest) {
      if ((this.#live.get(segment) ?? 0) > 0 || !this.#delete(segment)) return;
    }
  }

  #delete(segment: number): boolean {
    try {
      this.#log.delete(segment);
      this.#live.delete(segment);
      return true;
    } catch (error) {
      this.#say(error);
      return false;
    }
  }

  #lose(message: Pending, reason: GapReason): Lost {
    const gap = this.#gaps.note(message, reason, this.#settings.now());
    this.#append(encodeRecord({ type: "dropped", id: message.id, gap }));
    return { message, reason };
  }

  /** Null when the disk does not take it. A new file repeats the gaps, because those before it will be deleted. */
  #append(record: Buffer): Place | null {
    try {
      if (this.#log.rotates(record.length)) {
        this.#log.rotate();
        for (const gap of this.#gaps.all()) this.#log.append(encodeRecord({ type: "dropped", id: null, gap }));
      }
      const place = this.#log.append(record);
      this.#say(null);
      return place;
    } catch (error) {
      this.#say(error);
      return null;
    }
  }

  #forceInTime(): void {
    const { syncSeconds, now } = this.#settings;
    const at = now();
    if (at < this.#forcedAt + syncSeconds && at >= this.#forcedAt) return;
    this.#forcedAt = at;
    if (syncSeconds > 0) this.#log.forceSoon((error) => this.#say(error));
    else this.#force();
  }

  #force(): void {
    try {
      this.#log.force();
    } catch (error) {
      this.#say(error);
    }
  }

  #say(error: unknown): void {
    const problem = error === null ? null : error instanceof Error ? error.message : String(error);
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#settings.onProblem(problem);
  }
}

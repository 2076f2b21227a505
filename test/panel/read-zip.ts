import { crc32, inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
}

const endSignature = 0x06054b50;
const endLength = 22;
const centralLength = 46;
const localLength = 30;

/** The files of a zip archive by its central directory; each is checked against its sum. */
export const readZip = (archive: Buffer): readonly ZipEntry[] => {
  const end = archive.length - endLength;
  if (archive.readUInt32LE(end) !== endSignature) throw new Error("no end of a zip archive");
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [sum, packed] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + centralLength, at + centralLength + (nameLength ?? 0));
    const from = local + localLength + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = inflateRawSync(archive.subarray(from, from + packed));
    if (crc32(data) !== sum) throw new Error(`${name} does not match its sum`);
    entries.push({ name, data });
    at += centralLength + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
};

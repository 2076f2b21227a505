import { crc32, deflateRawSync } from "node:zlib";

/** Signatures and fixed values of the format.
 *  @source https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7, 4.3.12, 4.3.16 */
const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const versionNeeded = 20;
const utf8Names = 0x0800;
const deflated = 8;
const unixMadeBy = (3 << 8) | versionNeeded;
const readableFile = 0o100644 << 16;
/** The first day that the format can say, so that the same files make the same archive. */
const firstDay = (0 << 9) | (1 << 5) | 1;

const fields = (...parts) => {
  const buffer = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) {
    buffer.writeUIntLE(value >>> 0, at, size);
    at += size;
  }
  return buffer;
};

const entryOf = ({ name, data }) => {
  const packed = deflateRawSync(data, { level: 9 });
  const nameBytes = Buffer.from(name, "utf8");
  const shared = [
    [2, versionNeeded],
    [2, utf8Names],
    [2, deflated],
    [2, 0],
    [2, firstDay],
    [4, crc32(data)],
    [4, packed.length],
    [4, data.length],
    [2, nameBytes.length],
    [2, 0],
  ];
  return { nameBytes, packed, shared, local: fields([4, localSignature], ...shared) };
};

const centralOf = ({ nameBytes, shared }, offset) =>
  Buffer.concat([
    fields([4, centralSignature], [2, unixMadeBy], ...shared, [2, 0], [2, 0], [2, 0], [4, readableFile], [4, offset]),
    nameBytes,
  ]);

/** A zip archive of files, each with its path in the archive and its bytes, in the order given. */
export const zipOf = (files) => {
  const entries = files.map(entryOf);
  let offset = 0;
  const central = entries.map((entry) => {
    const record = centralOf(entry, offset);
    offset += entry.local.length + entry.nameBytes.length + entry.packed.length;
    return record;
  });
  const directory = Buffer.concat(central);
  const count = [2, entries.length];
  const end = fields([4, endSignature], [2, 0], [2, 0], count, count, [4, directory.length], [4, offset], [2, 0]);
  const bodies = entries.flatMap(({ local, nameBytes, packed }) => [local, nameBytes, packed]);
  return Buffer.concat([...bodies, directory, end]);
};

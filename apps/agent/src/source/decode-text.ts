const littleEndian = [0xff, 0xfe];
const bigEndian = [0xfe, 0xff];

const beginsWith = (bytes: Buffer, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** Text of bytes: UTF-16 where a byte order mark states it, else UTF-8; the mark is no part of the text. Never throws. */
export const decodeText = (bytes: Buffer): string => {
  if (beginsWith(bytes, littleEndian)) return bytes.toString("utf16le", 2);
  if (beginsWith(bytes, bigEndian))
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
};

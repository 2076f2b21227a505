import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { LoadlineError } from "@loadline/core";
import { unreadableReason } from "../read-text-file.ts";

const unzip = promisify(gunzip);
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** The byte order mark that spreadsheets write before two-byte text. */
const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** Text of a recorded load, packed with gzip or not. @throws LL_FILE_UNREADABLE */
export const readTraceFile = async (path: string): Promise<string> => {
  try {
    const bytes = await readFile(path);
    const plain = isGzip(bytes) ? await unzip(bytes) : bytes;
    return plain.toString(isUtf16(plain) ? "utf16le" : "utf8");
  } catch (cause) {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: unreadableReason(cause) }, { cause });
  }
};

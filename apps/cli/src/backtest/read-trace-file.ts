import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { LoadlineError } from "@loadline/core";
import { unreadableReason } from "../read-text-file.ts";

const unzip = promisify(gunzip);
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** The byte order mark that spreadsheets write before two-byte text. */
const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

const bytesPerMegabyte = 1e6;
/** Five million requests, which take some 3 GB to read. */
const mostBytes = 100 * bytesPerMegabyte;

const tooLarge = (path: string, cause?: unknown): LoadlineError =>
  new LoadlineError(
    "LL_INPUT_INVALID",
    {
      what: "the trace",
      value: path,
      expected: `at most ${mostBytes / bytesPerMegabyte} MB of text; give a part of it, or its sums in windows (timestamp_s,rate_rps)`,
    },
    { cause },
  );

const errorCode = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

const unpacked = async (path: string, bytes: Buffer): Promise<Buffer> => {
  if (!isGzip(bytes)) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: mostBytes });
  } catch (cause) {
    if (errorCode(cause) === "ERR_BUFFER_TOO_LARGE") throw tooLarge(path, cause);
    const expected =
      errorCode(cause) === "Z_BUF_ERROR"
        ? "a whole gzip file: it breaks off, so copy or download it again"
        : "a sound gzip file: it is damaged, so copy or download it again";
    throw new LoadlineError("LL_INPUT_INVALID", { what: "the packed trace", value: path, expected }, { cause });
  }
};

/** Text of a recorded load, packed with gzip or not. @throws LL_FILE_UNREADABLE; LL_INPUT_INVALID for a damaged packing, or more than a machine holds */
export const readTraceFile = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: unreadableReason(cause) }, { cause });
  });
  const plain = await unpacked(path, bytes);
  if (plain.length > mostBytes) throw tooLarge(path);
  return plain.toString(isUtf16(plain) ? "utf16le" : "utf8");
};

import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { messages, UserError } from "@loadline/planner/messages";
import { readBytes } from "../files.ts";

const unzip = promisify(gunzip);
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** The byte order mark that spreadsheets write before two-byte text. */
const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** Five million requests, which take some 3 GB to read. */
const mostMegabytes = 100;
const mostBytes = mostMegabytes * 1e6;

const unpacked = async (path: string, bytes: Buffer): Promise<Buffer> => {
  if (!isGzip(bytes)) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: mostBytes });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    const message =
      code === "ERR_BUFFER_TOO_LARGE"
        ? messages.traceTooLarge(path, mostMegabytes)
        : messages.brokenGzip(path, code === "Z_BUF_ERROR" ? "it is cut off" : "it is damaged");
    throw new UserError(message, "LL_INPUT_INVALID", { cause });
  }
};

/** Text of a recorded load, packed with gzip or not. @throws LL_FILE_UNREADABLE; UserError for a damaged or too large file */
export const readTraceFile = async (path: string): Promise<string> => {
  const plain = await unpacked(path, await readBytes(path));
  if (plain.length > mostBytes) throw new UserError(messages.traceTooLarge(path, mostMegabytes));
  return plain.toString(isUtf16(plain) ? "utf16le" : "utf8");
};

import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isLoadlineError } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { traceFormats } from "@loadline/planner/option-table";
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

export type TraceFormat = (typeof traceFormats)[number];

/** What only the first line of a format looks like. */
const marks: readonly (readonly [TraceFormat, RegExp])[] = [
  ["mooncake", /^\s*\{.*"input_length"/],
  ["azure", /context_?tokens.*generated_?tokens/i],
  ["burstgpt", /request tokens.*response tokens/i],
  ["servegen", /timestamp_s.*rate_rps.*active_clients/i],
  ["servegen-clients", /timestamp_s.*rate_rps.*pattern.*arg1/i],
];

/** The format that the first line has; null: none is certain. */
export const formatOf = (text: string): TraceFormat | null => {
  const firstLine = /[^\r\n]+/.exec(text.slice(0, 4096))?.[0] ?? "";
  return marks.find(([, mark]) => mark.test(firstLine))?.[0] ?? null;
};

/** The format that was named, or else the one of the first line. @throws UserError when neither is known */
export const formatFor = (named: TraceFormat | undefined, text: string): TraceFormat => {
  const likely = formatOf(text);
  // Each would be read as the other, by the names of its columns.
  if (`${named} ${likely}` === "azure burstgpt" || `${named} ${likely}` === "burstgpt azure")
    throw new UserError(messages.otherFormat(named ?? "csv", likely ?? "csv"));
  const format = named ?? likely;
  if (format === null) throw new UserError(messages.unknownFormat(traceFormats));
  return format;
};

/** Reports an invalid trace as one of the wrong format, where the first line has that of another. */
export const readAs = <T>(format: TraceFormat, text: string, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    const likely = formatOf(text);
    if (!isLoadlineError(cause) || !cause.code.startsWith("LL_TRACE_") || likely === null || likely === format)
      throw cause;
    throw new UserError(messages.otherFormat(format, likely), "LL_INPUT_INVALID", { cause });
  }
};

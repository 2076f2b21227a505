import { get as getPlain, type IncomingMessage } from "node:http";

const littleEndian = [0xff, 0xfe];
const bigEndian = [0xfe, 0xff];

const beginsWith = (bytes: Buffer, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** Text of bytes: UTF-16 where a byte order mark says so, else UTF-8; the mark is no part of the text. Never throws. */
export const decodeText = (bytes: Buffer): string => {
  if (beginsWith(bytes, littleEndian)) return bytes.toString("utf16le", 2);
  if (beginsWith(bytes, bigEndian))
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
};

export interface PageRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

export type PageResult =
  | { readonly kind: "ok"; readonly text: string }
  | {
      readonly kind: "failed";
      readonly reason: "unreachable" | "deadline" | "too-large" | "unreadable";
      readonly detail: string;
    };

const okStatus = 200;

/** The text has an end of its own: that of OpenMetrics, or a JSON list, which cannot be parsed when it is cut. */
const hasEnd = (text: string): boolean => text.endsWith("# EOF\n") || /^\s*\[/.test(text);

/** The length of the answer is known: a cut one is an error, and the last line is whole without a line end too. */
const isFramed = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || /\bchunked\b/i.test(headers["transfer-encoding"] ?? "");

/** The text of an answer, once all of it is there. */
const body = (response: IncomingMessage, maxBytes: number): Promise<PageResult> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else {
        resolve({ kind: "failed", reason: "too-large", detail: `more than ${maxBytes} bytes` });
        response.destroy();
      }
    });
    response.on("error", reject);
    response.once("close", () => reject(new Error("the answer was cut")));
    response.once("end", () => {
      const text = decodeText(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
      if (isFramed(response)) resolve({ kind: "ok", text: text.endsWith("\n") ? text : `${text}\n` });
      else if (hasEnd(text)) resolve({ kind: "ok", text });
      else resolve({ kind: "failed", reason: "unreadable", detail: "the answer has no length, so it may be cut" });
    });
  });

const headers = { accept: "text/plain" };

const exchange = async ({ url, signal, maxBytes }: PageRequest): Promise<PageResult> => {
  const get = url.startsWith("https:") ? (await import("node:https")).get : getPlain;
  let stop: (() => void) | null = null;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = get(url, { headers }, resolve).on("error", reject);
      // Not handed to Node, whose handling of a signal costs more than the request.
      stop = () => request.destroy(new Error("stopped"));
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop);
    });
    if (response.statusCode === okStatus) return await body(response, maxBytes);
    response.destroy();
    return { kind: "failed", reason: "unreachable", detail: `HTTP status ${response.statusCode}` };
  } finally {
    if (stop !== null) signal.removeEventListener("abort", stop);
  }
};

/** One HTTP GET with a bound on time and size. Never rejects. */
export const readPage = async (request: PageRequest): Promise<PageResult> => {
  try {
    return await exchange(request);
  } catch (error) {
    if (request.signal.aborted) return { kind: "failed", reason: "deadline", detail: "no answer within the deadline" };
    const detail = error instanceof Error ? error.message || error.name : String(error);
    return { kind: "failed", reason: "unreachable", detail: detail.slice(0, 200) };
  }
};

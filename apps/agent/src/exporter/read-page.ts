import { get as getPlain, type IncomingMessage } from "node:http";
import { decodeText } from "./decode-text.ts";

export interface PageRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

export type PageResult =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "failed"; readonly reason: "unreachable" | "deadline" | "too-large"; readonly detail: string };

const okStatus = 200;

/** The length of the answer is known, so its last line is whole, with or without its end. */
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
      resolve({ kind: "ok", text: isFramed(response) && !text.endsWith("\n") ? `${text}\n` : text });
    });
  });

const headers = { accept: "text/plain" };

const exchange = async ({ url, signal, maxBytes }: PageRequest): Promise<PageResult> => {
  const get = url.startsWith("https:") ? (await import("node:https")).get : getPlain;
  let stop: (() => void) | null = null;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = get(url, { headers }, resolve).on("error", reject);
      // The signal is not handed on: what Node does with it costs more than the request.
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

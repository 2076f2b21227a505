import type { IncomingMessage } from "node:http";
import { decodeText } from "../../child-process/decode-text.ts";

export interface ReadTextRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

export type ReadTextResult =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "failed"; readonly reason: "unreachable" | "deadline" | "too-large"; readonly detail: string };

const okStatus = 200;

/** The length of the answer was told, so its last line is whole, with or without its end. */
const isFramed = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || /\bchunked\b/i.test(headers["transfer-encoding"] ?? "");

const body = async (response: IncomingMessage, maxBytes: number): Promise<ReadTextResult> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      return { kind: "failed", reason: "too-large", detail: `more than ${maxBytes} bytes` };
    }
    chunks.push(chunk);
  }
  const text = decodeText(Buffer.concat(chunks));
  return { kind: "ok", text: isFramed(response) && !text.endsWith("\n") ? `${text}\n` : text };
};

const get = async (url: URL, signal: AbortSignal): Promise<IncomingMessage> => {
  const { get } = url.protocol === "https:" ? await import("node:https") : await import("node:http");
  return new Promise((resolve, reject) => {
    get(url, { signal, headers: { accept: "text/plain" } }, resolve).once("error", reject);
  });
};

/** One HTTP GET with a bound on time and size. Never rejects. */
export const readText = async ({ url, signal, maxBytes }: ReadTextRequest): Promise<ReadTextResult> => {
  try {
    const response = await get(new URL(url), signal);
    if (response.statusCode !== okStatus) {
      response.destroy();
      return { kind: "failed", reason: "unreachable", detail: `HTTP status ${response.statusCode}` };
    }
    return await body(response, maxBytes);
  } catch (error) {
    if (signal.aborted) return { kind: "failed", reason: "deadline", detail: "no answer within the deadline" };
    const detail = error instanceof Error ? error.message || error.name : String(error);
    return { kind: "failed", reason: "unreachable", detail: detail.slice(0, 200) };
  }
};

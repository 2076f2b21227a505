import { get as getPlain, type IncomingMessage } from "node:http";
import { decodeText } from "../source/decode-text.ts";
import { readBounded } from "../source/read-bounded.ts";

interface PageRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** File with a bearer token, read each time because tokens are replaced; null without one. */
  readonly tokenFile?: string | null;
  /** Files that are no token for this page, whatever link leads to them. */
  readonly secrets?: readonly string[];
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

const mostRedirects = 3;

/** Where a page redirects to, as `/metrics` to `/metrics/`. Null for another origin, which no target names and no token is for. */
const redirected = (url: string, { statusCode = 0, headers: { location } }: IncomingMessage): string | null => {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined || !URL.canParse(location, url))
    return null;
  const to = new URL(location, url);
  return to.origin === new URL(url).origin ? to.href : null;
};

const longestToken = 16_384;

const headersOf = async ({ tokenFile = null, secrets = [] }: PageRequest): Promise<Record<string, string>> => {
  if (tokenFile === null) return { accept: "text/plain" };
  const token = (await readBounded(tokenFile, longestToken, secrets)).trim();
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(`${tokenFile} has no token: one line without blanks is expected`);
  return { accept: "text/plain", authorization: `Bearer ${token}` };
};

const exchange = async (request: PageRequest, redirects = mostRedirects): Promise<PageResult> => {
  const { url, signal, maxBytes } = request;
  const headers = await headersOf(request);
  const get = url.startsWith("https:") ? (await import("node:https")).get : getPlain;
  let stop: (() => void) | null = null;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = get(url, { headers }, resolve).on("error", reject);
      // Not handed to Node, whose handling of a signal costs more than the request.
      stop = () => outgoing.destroy(new Error("stopped"));
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop);
    });
    if (response.statusCode === okStatus) return await body(response, maxBytes);
    response.destroy();
    const next = redirects === 0 ? null : redirected(url, response);
    if (next !== null) return await exchange({ ...request, url: next }, redirects - 1);
    const { statusCode, headers: sent } = response;
    const target =
      sent.location === undefined ? "" : `: redirects to ${sent.location.slice(0, 100)}, which is not followed`;
    return { kind: "failed", reason: "unreachable", detail: `HTTP status ${statusCode}${target}` };
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

import { isLoadlineError, LoadlineError } from "@loadline/model";
import { messages, reasonOf, UserError } from "@loadline/planner/messages";
import { messageBounds, parseJson } from "@loadline/protocol";
import { unescaped } from "@loadline/runtime/settings";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { boundedBytes } from "../files.ts";

/** One series of an answer: its labels and values by epoch seconds; what is no finite number is left out. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number])[];
}

export interface Prometheus {
  /** As the user named it, without credentials. */
  readonly name: string;
  readonly query: (expression: string) => Promise<readonly Series[]>;
  readonly queryRange: (
    expression: string,
    range: { readonly start: number; readonly end: number; readonly stepSeconds: number },
  ) => Promise<readonly Series[]>;
}

const deadlineSeconds = 60;
/**
 * Bytes: some ten times the answer about a week of a hundred engines. Items: servers give no more than 11,000 points of a
 * series by default, or 30,000. Values: a point has three, and 20 bytes.
 */
const bounds = { ...messageBounds, bytes: 64 * 2 ** 20, items: 65_536, values: 10_000_000 };

const point = z.tuple([z.number(), z.string()]);
const answerSchema = z.object({ status: z.literal("success"), data: z.object({ result: z.array(z.unknown()) }) });
const seriesSchema = z.object({
  metric: z.record(z.string(), z.string()),
  value: point.optional(),
  values: z.array(point).optional(),
});
const refusalSchema = z.object({ status: z.literal("error"), error: z.string() });

const unreachable = (server: string, detail: string): LoadlineError =>
  new LoadlineError("LL_PROMETHEUS_UNREACHABLE", { server, detail });

const finite = (points: readonly (readonly [number, string])[]): Series["points"] =>
  points.flatMap(([at, text]) => {
    const value = Number(text);
    return text !== "" && Number.isFinite(value) ? [[at, value] as const] : [];
  });

const seriesOf = (json: Uint8Array, { ok, status, name }: { ok: boolean; status: number; name: string }) => {
  const parsed = parseJson(json, bounds);
  if (parsed.kind === "rejected" && parsed.reason === "too-large")
    throw unreachable(name, `an answer of ${parsed.detail}`);
  const value = parsed.kind === "ok" ? parsed.value : null;
  const refusal = refusalSchema.safeParse(value);
  if (refusal.success) throw unreachable(name, `it refuses the query: ${refusal.data.error.slice(0, 200)}`);
  if (!ok) throw unreachable(name, `HTTP status ${status}`);
  const invalid = (): LoadlineError => unreachable(name, "the answer is not one of Prometheus' HTTP API");
  const answer = answerSchema.safeParse(value);
  if (!answer.success) throw invalid();
  // One at a time: the first that is invalid ends it, or the faults of all would fill the memory.
  return answer.data.data.result.map((one) => {
    const series = seriesSchema.safeParse(one);
    if (!series.success) throw invalid();
    const { metric, value: single, values } = series.data;
    return { labels: metric, points: finite(values ?? (single === undefined ? [] : [single])) };
  });
};

/** Where requests go, as the user named it, without credentials; those are in the headers. */
export interface HttpServer {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param what as messages name it @param token sent as a bearer token @throws UserError for no address */
export const httpServer = (what: string, text: string, token: string | undefined, port: number): HttpServer => {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new UserError(messages.invalid(what, text, `an address such as http://127.0.0.1:${port}`));
  const { username, password } = address;
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  const basic = username === "" ? undefined : `Basic ${Buffer.from(pair).toString("base64")}`;
  const authorization = token === undefined ? basic : `Bearer ${token}`;
  const name = address.origin + address.pathname.replace(/\/$/, "");
  return { name, headers: authorization === undefined ? {} : { authorization } };
};

/** What `fetch` hides behind "fetch failed". */
export const causeOf = (error: unknown): string =>
  reasonOf(error instanceof Error && error.cause instanceof Error ? error.cause : error);

/** Read access to a Prometheus, or to what answers as one (Thanos, Mimir, VictoriaMetrics). @throws UserError for no address */
export const connectPrometheus = (url: string, { env, signal }: Pick<CliContext, "env" | "signal">): Prometheus => {
  const { name, headers } = httpServer("--from-prometheus", url, env["LOADLINE_PROMETHEUS_TOKEN"], 9090);
  const ask = async (path: string, parameters: Readonly<Record<string, string>>): Promise<readonly Series[]> => {
    try {
      const response = await fetch(`${name}/api/v1/${path}`, {
        method: "POST",
        body: new URLSearchParams(parameters),
        headers,
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineSeconds * 1000)]),
      });
      const { ok, status } = response;
      const body = response.body === null ? Buffer.of() : await boundedBytes(response.body, bounds.bytes);
      if (body === null) throw unreachable(name, `an answer of more than ${bounds.bytes / 2 ** 20} MiB`);
      return seriesOf(body, { ok, status, name });
    } catch (error) {
      if (isLoadlineError(error)) throw error;
      throw unreachable(name, causeOf(error));
    }
  };
  return {
    name,
    query: (expression) => ask("query", { query: expression }),
    queryRange: (expression, { start, end, stepSeconds }) =>
      ask("query_range", { query: expression, start: String(start), end: String(end), step: String(stepSeconds) }),
  };
};

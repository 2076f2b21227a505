import type { IncomingMessage, ServerResponse } from "node:http";

interface Query {
  readonly refId: string;
  readonly expr: string;
  readonly intervalMs: number;
  readonly instant?: boolean;
  readonly legendFormat?: string;
}

interface Ask {
  readonly queries: readonly Query[];
  readonly from: string;
  readonly to: string;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [seconds: number, value: string];

interface Found {
  readonly metric: Labels;
  readonly values?: readonly Sample[];
  readonly value?: Sample;
}

/** How often Prometheus scrapes, as the data source is set. */
const scrapeSeconds = 10;

const filled = (expr: string, stepSeconds: number, rangeSeconds: number): string =>
  Object.entries({
    __rate_interval: `${Math.max(stepSeconds + scrapeSeconds, 4 * scrapeSeconds)}s`,
    __interval: `${stepSeconds}s`,
    __range: `${rangeSeconds}s`,
  }).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value).replaceAll(`\${${name}}`, value), expr);

const nameOf = (metric: Labels, legend = ""): string | undefined => {
  if (legend === "" || legend === "__auto") return undefined;
  return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => metric[label] ?? "");
};

const frameOf = ({ metric, values, value }: Found, { refId, legendFormat }: Query, stepSeconds: number) => {
  const samples = values ?? (value === undefined ? [] : [value]);
  const number = (text: string): number | null => (Number.isFinite(Number(text)) ? Number(text) : null);
  const name = nameOf(metric, legendFormat);
  return {
    schema: {
      refId,
      meta: { type: "timeseries-multi", typeVersion: [0, 1], custom: { resultType: values ? "matrix" : "vector" } },
      fields: [
        { name: "Time", type: "time", typeInfo: { frame: "time.Time" }, config: { interval: stepSeconds * 1000 } },
        {
          ...{ name: "Value", type: "number", typeInfo: { frame: "float64" }, labels: metric },
          config: name === undefined ? {} : { displayNameFromDS: name },
        },
      ],
    },
    data: { values: [samples.map(([seconds]) => seconds * 1000), samples.map(([, text]) => number(text))] },
  };
};

const answerOf = async (prometheus: string, query: Query, { from, to }: Ask) => {
  const stepSeconds = Math.max(scrapeSeconds, Math.ceil(query.intervalMs / 1000));
  const ends = { start: Number(from) / 1000, end: Number(to) / 1000 };
  const expr = filled(query.expr, stepSeconds, Math.round(ends.end - ends.start));
  const search = query.instant
    ? { query: expr, time: ends.end }
    : { query: expr, start: ends.start, end: ends.end, step: stepSeconds };
  const path = query.instant ? "query" : "query_range";
  const response = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(search as never)}`);
  const { data, error } = (await response.json()) as { data?: { result: readonly Found[] }; error?: string };
  if (data === undefined) return { status: 400, error: `${expr}: ${error}` };
  return { status: 200, frames: data.result.map((found) => frameOf(found, query, stepSeconds)) };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
};

/**
 * The part of Grafana's server behind its Prometheus data source: queries become data frames, and what the data source
 * asks of the API of Prometheus is passed on.
 * @source https://grafana.com/developers/dataplane/timeseries/ (timeseries-multi)
 */
export const dataSourceBackend =
  (prometheus: string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
    const json = (status: number, text: string): true => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(text);
      return true;
    };
    // Scenes ask for icons of a newer @grafana/ui.
    if (pathname.startsWith("/public/build/img/icons/")) {
      response.writeHead(200, { "Content-Type": "image/svg+xml" }).end('<svg xmlns="http://www.w3.org/2000/svg"/>');
      return true;
    }
    if (pathname === "/api/ds/query") {
      const ask = JSON.parse(await bodyOf(request)) as Ask;
      const answers = await Promise.all(
        ask.queries.map(async (query) => [query.refId, await answerOf(prometheus, query, ask)] as const),
      );
      return json(200, JSON.stringify({ results: Object.fromEntries(answers) }));
    }
    const [, resource] = /^\/api\/datasources\/uid\/\w+\/resources\/(api\/v1\/.*)$/.exec(pathname) ?? [];
    if (resource === undefined) return false;
    const answer = await fetch(`${prometheus}/${resource}${search}`);
    return json(answer.status, await answer.text());
  };

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";

/** The @grafana packages that a page is built with: 12.4 with React 18, 13.2 with React 19. */
export const stacks = ["12", "13"] as const;
export type Stack = (typeof stacks)[number];

export const panelFolder = join(repositoryRoot, "apps/grafana-panel");

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map(({ parentPath, name }) => join(parentPath, name));

const sourceFolders = [
  "apps/grafana-panel/src",
  "apps/grafana-panel/host",
  "apps/grafana-panel/test",
  "apps/grafana-panel/bundle",
];

/** When the newest source was changed. */
const changedMs = (): number =>
  sourceFolders
    .flatMap((folder) => filesBelow(join(repositoryRoot, folder)))
    .reduce((newest, path) => Math.max(newest, statSync(path).mtimeMs), 0);

export type PageKind = "bench" | "scenes";

const pageFolder = (kind: PageKind, stack: Stack): string => join(panelFolder, `dist/${kind}-${stack}`);

const isBuilt = (kind: PageKind): boolean =>
  stacks.every((stack) => {
    const page = join(pageFolder(kind, stack), "bench.js");
    return existsSync(page) && statSync(page).mtimeMs > changedMs();
  });

/** Builds the plugin and its page for every stack, unless they are newer than every source. */
export const buildPages = (kind: PageKind): void => {
  if (isBuilt(kind)) return;
  execFileSync(process.execPath, [join(panelFolder, "build.mjs"), `--${kind}`], { stdio: "pipe" });
};

/**
 * Only the page's code and the plugin's, no text that becomes markup, nothing from elsewhere. Styles are written by
 * emotion at run time; the loader passes the plugin's text to eval, and the page's policy allows that text only.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

interface PageServer {
  readonly url: string;
  readonly close: () => void;
}

/** Answers what no file answers; false: it does not either. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Serves the page of a stack; every response has the policy above, unless the page is made of code that is not ours. */
export const servePage = (kind: PageKind, stack: Stack, answer?: Answer): Promise<PageServer> => {
  const folder = pageFolder(kind, stack);
  const policy = kind === "bench" ? { "Content-Security-Policy": contentSecurityPolicy } : {};
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      if ((await answer?.(request, response)) !== true) response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": mediaTypes[extname(file)] ?? "application/octet-stream",
      ...policy,
    });
    response.end(readFileSync(file));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      const close = (): void => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ url: `http://127.0.0.1:${port}/`, close });
    });
  });
};

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
          name: "Value",
          type: "number",
          typeInfo: { frame: "float64" },
          labels: metric,
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

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

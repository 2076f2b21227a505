import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { optionSet } from "@loadline/planner/options";
import { listenFault } from "@loadline/runtime/settings";
import type { CliCommand } from "../command.ts";
import { plannerPage } from "../planner-page.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(["port", "noOpen", "json"]);

/** Programs that open an address in the user's browser. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Where there is no browser, the address that is printed is enough. */
const openBrowser = (url: string): void => {
  const [program = "", ...rest] = openers[process.platform] ?? ["xdg-open"];
  const opened = spawn(program, [...rest, url], { stdio: "ignore", detached: true });
  opened.on("error", () => undefined);
  opened.unref();
};

export const planner: CliCommand = {
  options,
  examples: {
    "loadline planner": "Serve the planner page on this machine alone, and open it in the browser; Ctrl-C ends it.",
    "loadline planner --port 8080 --no-open": "Only serve it, on a port that stays the same.",
  },
  run: async ({ stdout, signal }, { options: given }) => {
    const { port = 0, noOpen, json } = options.read(given);
    const page = await plannerPage();
    const server = createServer(({ method, url }, response) => {
      const isPage = method === "GET" && /^\/(\?|$)/.test(url ?? "");
      response.writeHead(isPage ? 200 : 404, {
        "Content-Type": isPage ? "text/html; charset=utf-8" : "text/plain",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
      });
      response.end(isPage ? page : "not found\n");
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening").catch((error: Error) => {
      throw listenFault("--port", `127.0.0.1:${port}`, error);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await writeAnswer(stdout, json, { url }, () => `${url}\n`);
    if (!noOpen) openBrowser(url);
    if (!signal.aborted) await once(signal, "abort");
    server.close();
    server.closeAllConnections();
    return 0;
  },
};

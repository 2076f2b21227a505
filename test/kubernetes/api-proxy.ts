import { readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ControlPlane } from "./control-plane.ts";

/** Stands before the API server: it can delay each call, and cut what is under way. */
export class ApiProxy {
  delaySeconds = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(
    plane: Pick<ControlPlane, "keys" | "server">,
    asks: (method: string, url: string) => void = () => undefined,
  ): Promise<ApiProxy> {
    const file = (name: string): string => readFileSync(join(plane.keys, name), "utf8");
    const server = createServer({ key: file("server.key"), cert: file("server.crt") });
    const proxy = new ApiProxy(server);
    server.on("request", async (asked, answer) => {
      if (proxy.delaySeconds > 0) await sleep(proxy.delaySeconds * 1000);
      const { method = "GET", url = "/", headers } = asked;
      asks(method, url);
      const passed = request(new URL(url, plane.server), { method, headers, ca: file("ca.crt") }, (got) => {
        answer.writeHead(got.statusCode ?? 0, got.headers).flushHeaders();
        got.on("error", () => answer.destroy()).pipe(answer);
      });
      passed.on("error", () => answer.destroy());
      answer.on("close", () => passed.destroy());
      asked.pipe(passed);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

import type { Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Socket } from "node:net";

// A scrape or a probe takes one for milliseconds.
const mostConnections = 256;
const idleMilliseconds = 10_000;

/**
 * Keeps a server answering while somebody opens connections and sends nothing: each is closed when nothing comes for a
 * while, and beyond a bound the oldest gives way to the newest.
 */
export const boundConnections = (server: Server | TlsServer): void => {
  const open = new Set<Socket>();
  server.timeout = idleMilliseconds;
  server.headersTimeout = idleMilliseconds;
  server.requestTimeout = idleMilliseconds;
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    const [oldest] = open;
    if (open.size > mostConnections) oldest?.destroy();
  });
};

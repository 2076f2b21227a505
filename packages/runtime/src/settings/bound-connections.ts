import type { Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Server as NetServer, Socket } from "node:net";

// A scrape or a probe takes one for milliseconds.
const mostConnections = 256;
const idleMilliseconds = 10_000;

/** Beyond so many connections the oldest gives way to the newest: somebody who opens more and more keeps nobody out. */
export const boundSockets = (server: NetServer): void => {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    const [oldest] = open;
    if (open.size > mostConnections) oldest?.destroy();
  });
};

/**
 * Keeps a server answering while somebody opens connections and sends nothing: each is closed when nothing comes for a
 * while. One connection is one request: thousands that come at once on one, whose answers nobody reads, would all be held
 * in memory.
 */
export const boundConnections = (server: Server | TlsServer): void => {
  boundSockets(server);
  server.timeout = idleMilliseconds;
  server.headersTimeout = idleMilliseconds;
  server.requestTimeout = idleMilliseconds;
  server.maxRequestsPerSocket = 1;
};

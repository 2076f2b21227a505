import type { Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import swagger from "@fastify/swagger";
import { boundConnections, listenAddress, listenFault, type ServerTls, serveRenewed } from "@loadline/runtime/settings";
import fastify, { type FastifyInstance } from "fastify";
import { addRoutes, type HttpSources } from "./routes.ts";

const openapi = {
  openapi: "3.1.0",
  info: {
    title: "Loadline recommender",
    description: "Decisions of the recommender with everything that decided them. Read-only.",
    version: "1",
  },
} as const;

const describeErrors = (server: FastifyInstance): void => {
  server.setNotFoundHandler(({ url }, reply) =>
    reply.code(404).send({ error: `nothing at ${url.split("?")[0]}; see /openapi.json` }),
  );
  server.setErrorHandler((thrown, _, reply) => {
    const { validation, message } = thrown as { validation?: unknown; message: string };
    return validation === undefined
      ? reply.code(500).send({ error: "internal error" })
      : reply.code(400).send({ error: message });
  });
};

// Requests have no body.
const limits = { bodyLimit: 1_024 };

/** @param tls null: in plaintext. @throws LL_PORT_TAKEN, LL_CONFIG_INVALID */
export const startHttp = async (listen: string, sources: HttpSources, tls: ServerTls | null = null) => {
  const wanted = listenAddress("listen", listen);
  const server: FastifyInstance = fastify({
    ...(tls === null ? {} : { https: { handshakeTimeout: 10_000 } }),
    forceCloseConnections: true,
    frameworkErrors: ({ message }, _, { raw }) =>
      void raw.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: message })),
    ...limits,
  });
  if (tls !== null) serveRenewed(server.server as TlsServer, tls);
  boundConnections(server.server);
  // Answers are sent as they are: the schemas describe them, and do not cut them.
  server.setSerializerCompiler(() => (body) => (typeof body === "string" ? body : `${JSON.stringify(body)}\n`));
  await server.register(swagger, { openapi });
  describeErrors(server);
  addRoutes(server, sources);
  await server.listen({ host: wanted.host, port: wanted.port }).catch((cause: NodeJS.ErrnoException) => {
    throw listenFault("listen", listen, cause);
  });
  const { port } = server.server.address() as AddressInfo;
  return { address: wanted.with(port), stop: async (): Promise<void> => await server.close() };
};

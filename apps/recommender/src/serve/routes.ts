import type { FastifyInstance, FastifyReply } from "fastify";
import type { Registry } from "prom-client";
import { bodies } from "./schemas.ts";

export interface HttpSources {
  readonly registry: Registry;
  /** What is missing before decisions can be trusted; empty when ready. */
  readonly missing: () => readonly string[];
  /** Why the plan file on disk is not in force although an older plan is; null when it is. */
  readonly planFault: () => string | null;
  /** Body of /api/v1/deployments. */
  readonly deployments: () => unknown;
  /** One decision with everything that decided it; null when it is not kept. */
  readonly decision: (id: string) => unknown;
  /** Latest events of a deployment, newest first; null when the plan has no such deployment. */
  readonly history: (deployment: string, limit: number) => readonly unknown[] | null;
  /** How the advice compares with what ran; null where recommendations are published. */
  readonly plan: () => unknown;
}

const mostHistory = 500;

interface Answer {
  readonly summary: string;
  readonly ok: object;
  readonly others?: Readonly<Record<number, object>>;
}

const schemaOf = ({ summary, ok, others = {} }: Answer) => ({
  summary,
  response: { 200: { description: "The answer.", ...ok }, ...others },
});

const missing = (what: string) => ({ 404: { description: `No such ${what}.`, ...bodies.failure } });
const refused = { 400: { description: "A parameter is not as described.", ...bodies.failure } };

const orMissing = (reply: FastifyReply, found: unknown, error: string): FastifyReply =>
  found === null ? reply.code(404).send({ error }) : reply.send(found);

const readinessOf = (reply: FastifyReply, sources: HttpSources): FastifyReply => {
  const lacking = sources.missing();
  const body = { ready: lacking.length === 0, missing: lacking, planFault: sources.planFault() };
  return reply.code(body.ready ? 200 : 503).send(body);
};

const operations = (server: FastifyInstance, sources: HttpSources): void => {
  const metrics = { summary: "Metrics in Prometheus' text format.", ok: { type: "string" } };
  server.get("/metrics", { schema: { ...schemaOf(metrics), produces: ["text/plain"] } }, async (_, reply) =>
    reply.type(sources.registry.contentType).send(await sources.registry.metrics()),
  );
  const alive = { summary: "The process runs.", ok: bodies.alive };
  server.get("/healthz", { schema: schemaOf(alive) }, () => ({ status: "ok" }));
  const ready = {
    summary: "Whether its decisions can be trusted, and what is missing.",
    ok: bodies.readiness,
    others: { 503: { description: "Not yet.", ...bodies.readiness } },
  };
  server.get("/readyz", { schema: schemaOf(ready) }, (_, reply) => readinessOf(reply, sources));
};

const named = { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 63 } } } as const;
const limited = {
  type: "object",
  properties: { limit: { type: "integer", minimum: 1, maximum: mostHistory, default: 50 } },
} as const;

const decisions = (server: FastifyInstance, sources: HttpSources): void => {
  const list = { summary: "The last decision of each deployment and the nodes it rests on.", ok: bodies.deployments };
  server.get("/api/v1/deployments", { schema: schemaOf(list) }, () => sources.deployments());

  const history = {
    summary: "Latest events of a deployment, newest first.",
    ok: bodies.history,
    others: { ...missing("deployment"), ...refused },
  };
  server.get<{ Params: { name: string }; Querystring: { limit: number } }>(
    "/api/v1/deployments/:name/history",
    { schema: { ...schemaOf(history), params: named, querystring: limited } },
    ({ params: { name }, query: { limit } }, reply) => {
      const events = sources.history(name, limit);
      return orMissing(reply, events === null ? null : { events }, `the plan has no deployment "${name}"`);
    },
  );

  const one = {
    summary: "One decision: verdict, rule, every input with its age, and what would change it.",
    ok: bodies.decision,
    others: { ...missing("decision"), ...refused },
  };
  const id = { type: "object", required: ["id"], properties: { id: { type: "string", maxLength: 128 } } } as const;
  server.get<{ Params: { id: string } }>(
    "/api/v1/decisions/:id",
    { schema: { ...schemaOf(one), params: id } },
    ({ params }, reply) =>
      orMissing(reply, sources.decision(params.id), `no decision "${params.id}" among the latest; see its history`),
  );

  const plan = { summary: "The plan in force.", ok: bodies.plan };
  server.get("/api/v1/plan", { schema: schemaOf(plan) }, () => sources.plan());
};

/** Every operation of the HTTP interface, described beside its code. */
export const addRoutes = (server: FastifyInstance, sources: HttpSources): void => {
  operations(server, sources);
  decisions(server, sources);
  server.get("/openapi.json", { schema: { summary: "This description.", hide: true } }, (_, reply) =>
    reply.send((server as FastifyInstance & { swagger: () => unknown }).swagger()),
  );
};

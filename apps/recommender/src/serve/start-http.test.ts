import { readFileSync, writeFileSync } from "node:fs";
import { explainDecision } from "@loadline/protocol";
import { recommendationExample } from "@loadline/protocol/testing";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Registry } from "prom-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decided, now, planWith } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Deployments } from "../decide/deployments.ts";
import { Fleet } from "../fleet/fleet.ts";
import { Status } from "../loop/status.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { describeDeployments } from "./http-sources.ts";
import { startHttp } from "./start-http.ts";

interface Operation {
  readonly summary: string;
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, { readonly get: Operation }>;
}

let server: Awaited<ReturnType<typeof startHttp>>;
let missing: readonly string[] = [];

const status = new Status();
status.decided([{ ...decided({ requestsPerSecond: 6 }), advice: [] }, decided({ requestsPerSecond: 500 })], now);
const fleet = new Fleet({ horizonSeconds: 60, resolutionSeconds: 2, rememberSeconds: 60 });
const engines = [{ id: "e0", deployment: "chat" }];
fleet.accept("n1", syntheticTelemetry({ seq: 0, sampledAt: now, engines }), now);
const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }));
const described = describeDeployments("demo", { status, fleet, deployments, inbox: { inventories: new Map() } });

beforeAll(async () => {
  server = await startHttp("127.0.0.1:0", {
    registry: new Registry(),
    missing: () => missing,
    planFault: () => null,
    deployments: () => described,
    decision: (id) => (id === "d-1" ? explainDecision(recommendationExample) : null),
    history: (name, limit) => (name === "chat" ? [recommendationExample].slice(0, limit) : null),
    plan: () => planWith(),
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  missing = [];
});

/** The committed description, for clients that are made from it. */
const committed = new URL("../../../../docs/reference/openapi.json", import.meta.url);

const get = (path: string): Promise<Response> => fetch(`http://${server.address}${path}`);
const description = async (): Promise<Description> => (await get("/openapi.json")).json() as Promise<Description>;

const pathsAnswered = [
  "/healthz",
  "/readyz",
  "/api/v1/deployments",
  "/api/v1/deployments/{name}/history",
  "/api/v1/decisions/{id}",
  "/api/v1/plan",
];
const concrete = (path: string): string => path.replace("{name}", "chat").replace("{id}", "d-1");

describe("the description", () => {
  test("is OpenAPI 3.1, names every path, and each operation has a summary", async () => {
    const { openapi, info, paths } = await description();
    expect(openapi).toBe("3.1.0");
    expect(info.title).not.toBe("");
    expect(Object.keys(paths).toSorted()).toEqual([...pathsAnswered, "/metrics"].toSorted());
    for (const { get: operation } of Object.values(paths)) {
      expect(operation.summary.length).toBeGreaterThan(10);
      expect(Object.keys(operation.responses)).toContain("200");
    }
  });

  test("is committed, and the validator of OpenAPI finds nothing in it", async () => {
    const text = `${JSON.stringify(await description(), null, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(committed, text);
    expect(text).toBe(readFileSync(committed, "utf8"));
    expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  });

  test.each(pathsAnswered)("%s answers what is described", async (path) => {
    const { paths } = await description();
    const schema = paths[path]?.get.responses["200"]?.content?.["application/json"]?.schema;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const response = await get(concrete(path));
    expect(response.status).toBe(200);
    const check = ajv.compile(schema ?? false);
    expect(check(await response.json()), JSON.stringify(check.errors)).toBe(true);
  });
});

/** The faults of a body against the description of this answer; null: none. */
const faultsOf = async (path: string, code: number, body: unknown): Promise<string | null> => {
  const { paths } = await description();
  const schema = paths[path]?.get.responses[code]?.content?.["application/json"]?.schema;
  if (schema === undefined) return "not described";
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const check = ajv.compile(schema);
  return check(body) ? null : JSON.stringify(check.errors);
};

test.each([
  { path: "/api/v1/deployments", change: { deployments: [{ deployment: "chat" }] } },
  { path: "/api/v1/deployments/{name}/history", change: { events: [{ ...recommendationExample, type: "other" }] } },
  { path: "/api/v1/decisions/{id}", change: { advice: [{ code: "x" }] } },
  { path: "/api/v1/plan", change: { pools: [] } },
  { path: "/readyz", change: { ready: "yes" } },
])("the description of $path is no empty promise: another body does not pass", async ({ path, change }) => {
  const body = (await (await get(concrete(path))).json()) as object;
  expect(await faultsOf(path, 200, body)).toBeNull();
  expect(await faultsOf(path, 200, { ...body, ...change })).not.toBeNull();
});

test.each([
  { path: "/api/v1/decisions/{id}", asked: "/api/v1/decisions/x", code: 404 },
  { path: "/api/v1/deployments/{name}/history", asked: "/api/v1/deployments/x/history", code: 404 },
  { path: "/api/v1/deployments/{name}/history", asked: "/api/v1/deployments/chat/history?limit=0", code: 400 },
])("a refusal is as described too: $asked", async ({ path, asked, code }) => {
  const response = await get(asked);
  expect(response.status).toBe(code);
  expect(await faultsOf(path, code, await response.json())).toBeNull();
});

test("a decision is explained: the rule, every input with its age, and what would change it", async () => {
  const explained = (await (await get("/api/v1/decisions/d-1")).json()) as ReturnType<typeof explainDecision>;
  expect(explained.inputs).toContain("demand = 12 requests/s, 1.2 s old");
  expect(explained.inputs).toContain("queue time = unknown, never observed");
  expect(explained.rule.code).toBe("demand-above-load-line");
  expect(explained.rule).toMatchObject({ changes: expect.stringMatching(/./), todo: expect.stringMatching(/./) });
  expect(explained.counterfactual).toBe(recommendationExample.data.counterfactual);
});

test.each([
  { name: "an unknown decision", path: "/api/v1/decisions/x", status: 404 },
  { name: "an unknown deployment", path: "/api/v1/deployments/x/history", status: 404 },
  { name: "an unknown path", path: "/api/v2", status: 404 },
  { name: "a path of two slashes", path: "//", status: 404 },
  { name: "a path that is no text", path: "/%ff", status: 400 },
  { name: "a limit of zero", path: "/api/v1/deployments/chat/history?limit=0", status: 400 },
])("$name is answered with an error message", async ({ path, status }) => {
  const response = await get(path);
  expect(response.status).toBe(status);
  expect(Object.keys((await response.json()) as object)).toEqual(["error"]);
});

test("what is missing makes it not ready, and is named", async () => {
  missing = ["first decision"];
  const response = await get("/readyz");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ready: false, missing: ["first decision"], planFault: null });
});

describe("the address to listen at", () => {
  const sources = {
    registry: new Registry(),
    missing: () => [],
    planFault: () => null,
    deployments: () => null,
    decision: () => null,
    history: () => null,
    plan: () => null,
  };

  test.each([
    { name: "a port that is taken", listen: () => server.address, code: "LL_PORT_TAKEN" },
    { name: "an address of another host", listen: () => "192.0.2.1:0", code: "LL_CONFIG_INVALID" },
    { name: "a port that does not exist", listen: () => "127.0.0.1:70000", code: "LL_CONFIG_INVALID" },
  ])("$name is refused by its code", async ({ listen, code }) => {
    await expect(startHttp(listen(), sources)).rejects.toMatchObject({ code });
  });

  test("may be one of IPv6, in brackets", async () => {
    const { listen } = RecommenderConfig.parse({ plan: "plan.yaml", listen: "[::1]:0" });
    const { address, stop } = await startHttp(listen, sources);
    expect(address).toMatch(/^\[::1\]:\d+$/);
    expect((await fetch(`http://${address}/healthz`)).status).toBe(200);
    await stop();
  });
});

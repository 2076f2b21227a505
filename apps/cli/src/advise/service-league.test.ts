import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

const row = (policy: string, costUsd: number | null) => ({
  policy,
  replicaHours: 12,
  unservedTokens: 600,
  unservedShare: 0.01,
  sloViolationMinutes: 7,
  actions: 3,
  costUsd,
});
const chat = {
  name: "chat",
  periods: [{ days: 7, seconds: 86_400, notices: [], rows: [row("actual", 40), row("hpa:0.7", null)] }],
};

const answers: Readonly<Record<string, readonly [status: number, body: string]>> = {
  chat: [200, JSON.stringify(chat)],
  other: [404, JSON.stringify({ error: 'no decision of a deployment "other"' })],
  half: [200, '{"name":"half"}'],
  wrong: [200, JSON.stringify({ ...chat, periods: [{ ...chat.periods[0], rows: [row("actual", -1)] }] })],
  page: [502, "<html>"],
  escape: [200, JSON.stringify({ ...chat, periods: [{ ...chat.periods[0], notices: ["n\u001b[31mred"] }] })],
  forged: [500, JSON.stringify({ error: "x\nLL_OK: fine" })],
  share: [
    200,
    JSON.stringify({ ...chat, periods: [{ ...chat.periods[0], rows: [{ ...row("actual", 1), unservedShare: 5 }] }] }),
  ],
  large: [200, `"${"x".repeat(2 ** 21)}"`],
};

let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer(({ url: path = "" }, response) => {
    const name = /^\/api\/v1\/deployments\/(\w+)\/league$/.exec(path)?.[1] ?? "page";
    const [status, body] = answers[name] ?? [404, "{}"];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("the league of a recommender", () => {
  test("as a table and as it was given", async () => {
    const { code, stdout } = await runLine(`league chat --from-recommender ${url}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/chat: the last 24 h.* of 7 days/);
    expect(stdout).toMatch(/actual .*7 min.*\$40/);
    expect(stdout).toMatch(/hpa:0\.7 .*unknown/);
    const json = await runLine(`league chat --from-recommender ${url} --json`);
    expect(JSON.parse(json.stdout)).toEqual(chat);
  });

  test("what it writes is text for a terminal", async () => {
    const { stdout } = await runLine(`league escape --from-recommender ${url}`);
    expect(stdout).toContain("note: n [31mred");
  });

  test("a plan, and options that a recommender does not read, are refused", async () => {
    for (const more of ["plan.yaml", "--model llama-3.1-8b"]) {
      const { code, stderr } = await runLine(`league chat ${more} --from-recommender ${url}`);
      expect(code).toBe(2);
      expect(stderr).toContain("--from-recommender");
    }
  });

  test.each([
    ["other", /no decision of a deployment "other"/],
    ["half", /HTTP status 200, and no league/],
    ["wrong", /HTTP status 200, and no league/],
    ["page", /HTTP status 502, and no league/],
    ["forged", /x LL_OK: fine/],
    ["share", /HTTP status 200, and no league/],
    ["large", /its answer has over \d+ bytes/],
  ])("%s is refused with what is wrong", async (name, message) => {
    const { code, stderr } = await runLine(`league ${name} --from-recommender ${url}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test.each([
    [`league --from-recommender URL`, /the deployment/],
    [`league chat --from-recommender URL --from-prometheus URL`, /exclude each other/],
    [`league chat --from-recommender chat`, /--from-recommender.* http:\/\/127\.0\.0\.1:9465/],
  ])("%s", async (line, message) => {
    const { code, stderr } = await runLine(line.replaceAll("URL", url));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

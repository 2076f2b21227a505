import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AccessPolicy, renderNatsConfig, streams, usersOf } from "@loadline/protocol";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../../../deploy/nats/", import.meta.url));
const policy = AccessPolicy.parse(JSON.parse(readFileSync(`${folder}policy.json`, "utf8")));
const config = `${folder}nats-server.conf`;

test("the committed configuration is that of the policy", () => {
  const text = renderNatsConfig(policy);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(config, text);
  expect(existsSync(config) ? readFileSync(config, "utf8") : "").toBe(text);
});

test("a user in two roles is refused", () => {
  expect(() => usersOf({ ...policy, readers: ["recommender"] })).toThrow(/each user in one role/);
});

test("the configuration does not grow with the nodes beyond one line each", () => {
  const linesWith = (nodes: number): number =>
    renderNatsConfig({ ...policy, agents: Array.from({ length: nodes }, (_, at) => `n${at}`) }).split("\n").length;
  expect(linesWith(100) - linesWith(50)).toBe(50);
});

test("with node tokens no node is named, and passwords of the other users stay", () => {
  const nodeTokens = { issuer: `A${"B".repeat(55)}`, serviceAccounts: ["loadline/loadline-agent"] };
  const text = renderNatsConfig({ ...policy, agents: [], nodeTokens });
  expect(text).toContain(`auth_callout { issuer: ${nodeTokens.issuer}, account: AUTHENTICATORS`);
  expect(text).toContain('auth_users: ["admin", "recommender", "actuator", "planner", "panel", "authenticator"]');
  expect(text).toContain('service: { account: "CONTROL", subject: "loadline.v1.telemetry.prod-eu.*" }');
});

test("the store holds what the streams may take, and the chart's volume holds the store", () => {
  const gibibytes = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);
  const store = gibibytes(renderNatsConfig(policy), /max_file_store: (\d+)GB/);
  const volume = gibibytes(readFileSync(`${folder}../helm/loadline/values.yaml`, "utf8"), /^ {4}size: (\d+)Gi$/m);
  expect(store * 2 ** 30).toBeGreaterThan(streams.reduce((sum, { maxBytes }) => sum + maxBytes, 0));
  // A file system takes some for itself.
  expect(volume).toBeGreaterThan(store / 0.9);
});

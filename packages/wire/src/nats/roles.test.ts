import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { AccessPolicy, renderNatsConfig, usersOf } from "./roles.ts";

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

test("every agent has an account of its own", () => {
  const accounts = usersOf(policy).flatMap(({ user, account }) => (policy.agents.includes(user) ? [account] : []));
  expect(new Set(accounts).size).toBe(policy.agents.length);
});

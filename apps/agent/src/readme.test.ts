import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { flagOf } from "./command-line.ts";
import { AgentConfig, configKeys } from "./config.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const rows = readme.split("\n").filter((line) => line.startsWith("| `--"));
const defaults = AgentConfig.parse({});

const flagNames: Readonly<Partial<Record<(typeof configKeys)[number], string>>> = {
  nats: "--no-nats",
  engines: "--engine",
};

test.each(configKeys)("the table of flags tells flag and default of %s", (key) => {
  const row = rows.find((line) => line.includes(`\`${key}\``));
  expect(row).toContain(`\`${flagNames[key] ?? flagOf(key)}\``);
  const value = defaults[key];
  const told = value === null || Array.isArray(value) ? /none|from the host name/ : `\`${String(value)}\``;
  expect(row).toMatch(told);
});

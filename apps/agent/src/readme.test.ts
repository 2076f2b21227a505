import { readFileSync, writeFileSync } from "node:fs";
import { flagName } from "@loadline/wire/settings";
import { expect, test } from "vitest";
import { AgentConfig, type ConfigKey, configKeys, describeKey } from "./settings/config.ts";
import { startKeys } from "./settings/settings.ts";

const flagNames: Readonly<Partial<Record<ConfigKey, string>>> = {
  nats: "`--no-nats`",
  engines: "`--engine` (repeatable)",
};

const row = (key: ConfigKey, value: unknown): string => {
  const { description, unit } = describeKey(key);
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  const shown = empty ? "none" : `\`${String(value)}\`${unit === undefined ? "" : ` ${unit}`}`;
  const mark = startKeys.some((candidate) => candidate === key) ? " †" : "";
  return `| ${flagNames[key] ?? `\`${flagName(key)}\``} | \`${key}\`${mark} | ${shown} | ${description} |`;
};

/** Every setting as a Markdown table. */
const settingsTable = (): string => {
  const defaults = AgentConfig.parse({});
  const rows = configKeys.map((key) => row(key, defaults[key]));
  return ["| flag | key | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
};

const readme = new URL("../README.md", import.meta.url);
const [begin, end] = ["<!-- settings: begin -->", "<!-- settings: end -->"] as const;

test("the table of settings has every key with its flag, default and meaning, as in the code", () => {
  const text = readFileSync(readme, "utf8");
  const [before, rest = ""] = text.split(begin);
  const [between = "", after] = rest.split(end);
  const wanted = `\n\n${settingsTable()}\n\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(readme, `${before}${begin}${wanted}${end}${after}`);
  else expect(between).toBe(wanted);
});

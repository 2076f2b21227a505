import { flagName } from "@loadline/wire/settings";
import { AgentConfig, type ConfigKey, configKeys, describeKey } from "../src/settings/config.ts";
import { startKeys } from "../src/settings/settings.ts";

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
export const settingsTable = (): string => {
  const defaults = AgentConfig.parse({});
  const rows = configKeys.map((key) => row(key, defaults[key]));
  return ["| flag | key | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
};

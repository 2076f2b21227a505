import { LoadlineError } from "@loadline/core";
import { agentVersion } from "../agent-version.ts";
import { type CommandLine, parseCommandLine } from "../command-line.ts";
import { type ResolvedConfig, resolveConfig } from "../resolve-config.ts";
import { readText } from "./read-text.ts";

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const expected = "a JSON document";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "(file)", value: path, expected }, { cause });
  }
};

export type ReadSettings =
  | ({ readonly kind: "run" } & Omit<CommandLine, "flags"> & ResolvedConfig)
  /** Help or the version were asked for and written. */
  | { readonly kind: "answered" };

/** The configuration by file, environment and flags. @throws LL_CONFIG_INVALID naming the key, LL_FILE_UNREADABLE */
export const readSettings = (argv: readonly string[]): ReadSettings => {
  const parsed = parseCommandLine(argv, agentVersion());
  if (parsed.kind === "answered") return parsed;
  const { flags, ...line } = parsed.line;
  const file = line.configPath === null ? null : parseJson(line.configPath, readText(line.configPath));
  return { kind: "run", ...line, ...resolveConfig({ file, environment: process.env, flags }) };
};

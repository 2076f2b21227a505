import { readFileSync, writeFileSync } from "node:fs";
import { isLoadlineError } from "@loadline/model";
import { environmentName, flagName } from "@loadline/runtime/settings";
import { describe, expect, test } from "vitest";
import {
  AgentConfig,
  type ConfigKey,
  configKeys,
  describeConfig,
  describeKey,
  environmentPrefix,
  resolveConfig,
} from "./config.ts";
import { parseCommandLine } from "./read-settings.ts";
import { startKeys } from "./settings.ts";

const flagsOf = (...argv: string[]) => {
  const parsed = parseCommandLine(argv, "0.0.0");
  if (parsed === null) throw new Error("help or the version was printed");
  return parsed.flags;
};
const resolve = (file: unknown, environment: Record<string, string> = {}, ...argv: string[]) =>
  resolveConfig({ file, environment, flags: flagsOf(...argv) });

const failure = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (isLoadlineError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no failure";
};

test("without anything every key has its default", () => {
  const { config, origins } = resolve(null);
  expect(config).toEqual(AgentConfig.parse({}));
  expect(new Set(Object.values(origins))).toEqual(new Set(["default"]));
});

test("a flag wins over the environment, that over the file, that over the default", () => {
  const file = { intervalSeconds: 1, cluster: "file", node: "file", logLevel: "debug" };
  const environment = { LOADLINE_AGENT_CLUSTER: "environment", LOADLINE_AGENT_NODE: "environment" };
  const { config, origins } = resolve(file, environment, "--node", "flag");
  expect(config).toMatchObject({ intervalSeconds: 1, cluster: "environment", node: "flag", listen: "127.0.0.1:9464" });
  expect(origins).toMatchObject({ intervalSeconds: "file", cluster: "environment", node: "flag", listen: "default" });
});

test("a source that is read more rarely than its values are fresh is refused", () => {
  expect(failure(() => resolve({ nvidiaSmiIntervalSeconds: 30 }))).toMatch(
    /^LL_CONFIG_INVALID: .*nvidiaSmiIntervalSeconds.* 30.* less than freshnessSeconds \(30\), beyond which values are unknown/,
  );
  expect(failure(() => resolve({ nvidiaSmiIntervalSeconds: 30, freshnessSeconds: 31 }))).toBe("no failure");
  expect(failure(() => resolve({ engineIntervalSeconds: 40 }))).toMatch(/^LL_CONFIG_INVALID: .*engineIntervalSeconds/);
});

test("a text is converted to the type of its key", () => {
  const { config } = resolve(null, { LOADLINE_AGENT_NATS: "false", LOADLINE_AGENT_NODE: "7" }, "--expected-gpus", "8");
  expect(config).toMatchObject({ nats: false, node: "7", expectedGpus: 8 });
});

test("engines are named by repeated flags, by the environment or in the file", () => {
  const chat = { url: "http://h:1", deployment: "chat", gpus: ["0", "GPU-1"] };
  const flags = ["--engine", "http://h:1,deployment=chat,gpus=0;GPU-1", "--engine", "http://h:2"];
  expect(resolve(null, {}, ...flags).config.engines).toEqual([chat, { url: "http://h:2" }]);
  expect(
    resolve(null, { LOADLINE_AGENT_ENGINES: "http://h:1,deployment=chat,gpus=0;GPU-1 http://h:2" }).config.engines,
  ).toEqual([chat, { url: "http://h:2" }]);
  expect(resolve({ engines: [chat] }).config.engines).toEqual([chat]);
});

test("--no-nats is a flag like the others", () =>
  expect(resolve(null, {}, "--no-nats")).toMatchObject({ config: { nats: false }, origins: { nats: "flag" } }));

test("variables that Kubernetes sets for a service of the agent's name are ignored", () => {
  const environment = {
    LOADLINE_AGENT_SERVICE_HOST: "10.0.0.1",
    LOADLINE_AGENT_PORT: "tcp://10.0.0.1:9464",
    LOADLINE_AGENT_PORT_9464_TCP: "x",
  };
  expect(resolve(null, environment).origins.listen).toBe("default");
});

describe("an error names the key, the value and what is expected", () => {
  test.each([
    {
      name: "an unknown key of the file",
      attempt: () => resolve({ intervall: 5 }),
      message: /^LL_CONFIG_INVALID: .*key intervall is unknown; expected one of cluster,/,
    },
    {
      name: "an unknown key inside an engine",
      attempt: () => resolve({ engines: [{ url: "http://h", gpu: "0" }] }),
      message: /key engines\.0\.gpu is unknown/,
    },
    {
      name: "an unknown variable",
      attempt: () => resolve(null, { LOADLINE_AGENT_INTERVALL: "5" }),
      message: /key LOADLINE_AGENT_INTERVALL is unknown/,
    },
    {
      name: "an unknown flag",
      attempt: () => resolve(null, {}, "--intervall", "5"),
      message: /unknown option '--intervall'/,
    },
    { name: "a flag without its value", attempt: () => resolve(null, {}, "--node"), message: /argument missing/ },
    { name: "an argument that is no flag", attempt: () => resolve(null, {}, "serve"), message: /too many arguments/ },
    {
      name: "a text where a number is due",
      attempt: () => resolve(null, {}, "--interval-seconds", "five"),
      message: /key intervalSeconds is "five"; expected a number/,
    },
    {
      name: "a number out of range",
      attempt: () => resolve(null, {}, "--interval-seconds", "0"),
      message: /key intervalSeconds is 0; expected a number of at least 0\.01/,
    },
    {
      name: "a node that is no token",
      attempt: () => resolve(null, {}, "--node", "GPU.7"),
      message: /key node is "GPU\.7"; expected lower-case/,
    },
    {
      name: "an engine that is no URL",
      attempt: () => resolve(null, {}, "--engine", "h:1"),
      message: /key engines\.0\.url is "h:1"; expected an http or https URL/,
    },
    {
      name: "an unknown name beside an engine",
      attempt: () => resolve(null, {}, "--engine", "http://h,model=m"),
      message: /key engines is "http:\/\/h,model"/,
    },
    {
      name: "an address without port",
      attempt: () => resolve(null, {}, "--listen", "localhost"),
      message: /key listen is "localhost"; expected host:port/,
    },
    { name: "a file that is no object", attempt: () => resolve([1]), message: /key \(file\) is "a list"/ },
  ])("$name", ({ attempt, message }) => expect(failure(attempt)).toMatch(message));
});

test("every key has a description, a flag and a variable of its own", () => {
  for (const key of configKeys) expect(AgentConfig.shape[key].description, key).toBeTruthy();
  expect(new Set(configKeys.map((key) => environmentName(environmentPrefix, key))).size).toBe(configKeys.length);
});

test("the printed configuration has value, origin, unit and description", () => {
  expect(describeConfig(resolve({ intervalSeconds: 1 }))).toMatchObject({
    intervalSeconds: { value: 1, origin: "file", unit: "s", description: "Time between two samples." },
    ringBytes: { origin: "default", unit: "B" },
  });
});

test("help and version are printed, and there is nothing to run", () => {
  const write = process.stdout.write;
  const written: string[] = [];
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    expect(parseCommandLine(["--help"], "1.2.3")).toBeNull();
    expect(parseCommandLine(["--version"], "1.2.3")).toBeNull();
  } finally {
    process.stdout.write = write;
  }
  expect(written.join("")).toMatch(/Examples:[\s\S]*--once --stdout[\s\S]*1\.2\.3/);
});

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

const readme = new URL("../../README.md", import.meta.url);
const [begin, end] = ["<!-- settings: begin -->", "<!-- settings: end -->"] as const;

test("the table of settings has every key with its flag, default and meaning, as in the code", () => {
  const text = readFileSync(readme, "utf8");
  const [before, rest = ""] = text.split(begin);
  const [between = "", after] = rest.split(end);
  const wanted = `\n\n${settingsTable()}\n\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(readme, `${before}${begin}${wanted}${end}${after}`);
  else expect(between).toBe(wanted);
});

import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "@loadline/tools/repository";
import * as wire from "@loadline/wire";
import { parse } from "yaml";
import { run } from "../../apps/cli/test/memory-context.ts";

/** Every public name of the product, by kind, sorted. */
export type Capabilities = Readonly<Record<string, readonly string[]>>;

const path = (...parts: readonly string[]): string => join(repositoryRoot, ...parts);
const read = (file: string): string => readFileSync(path(file), "utf8");
const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].toSorted();

/** What `loadline` prints, a refusal too. */
export const printedBy = async (argv: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await run(argv);
  return stdout + stderr;
};

/** Standard output and error of a built program; never throws, so that a refusal can be read too. */
const outputOf = (main: string, args: readonly string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [path(main), ...args], { timeout: 60_000, cwd: repositoryRoot }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ""}${error.stderr ?? ""}`,
  );

const agent = "apps/agent/dist/main.js";
const recommender = "apps/recommender/dist/main.js";

const namesAt = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name ?? "");

const flagsIn = (help: string): readonly string[] => namesAt(help, /^ +(?:-\w, )?(--[a-z-]+)/gm);

const commandFlags = async (): Promise<readonly string[]> => {
  const help = await printedBy(["--help"]);
  const commands = namesAt(help.slice(help.indexOf("Commands:")), /^ {2}([a-z]+) /gm).filter((name) => name !== "help");
  const flags = [...flagsIn(help)];
  for (const command of commands) {
    const own = flagsIn(await printedBy([command, "--help"]));
    flags.push(command, ...own.map((flag) => `${command} ${flag}`));
  }
  return flags;
};

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Every key and every value of an enumeration in a JSON Schema, as `a.b[].c` and `a.b=value`. */
const schemaNames = (schema: Schema, root: Schema, at: string): readonly string[] => {
  const target = schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.replace("#/$defs/", "")] ?? {});
  const { properties = {}, items, additionalProperties: more, anyOf = [], oneOf = [] } = target;
  const values = [...(target.enum ?? []), ...(target.const === undefined ? [] : [target.const])];
  return [
    ...values.filter((value) => typeof value === "string").map((value) => `${at}=${value}`),
    ...Object.entries(properties).flatMap(([key, value]) => [
      `${at}.${key}`,
      ...schemaNames(value, root, `${at}.${key}`),
    ]),
    ...(items === undefined ? [] : schemaNames(items, root, `${at}[]`)),
    ...(typeof more === "object" ? schemaNames(more, root, `${at}.*`) : []),
    ...[...anyOf, ...oneOf].flatMap((one) => schemaNames(one, root, at)),
  ];
};

const schemasIn = (folder: string): readonly string[] =>
  readdirSync(path(folder))
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => {
      const schema = JSON.parse(read(`${folder}/${file}`)) as Schema;
      return schemaNames(schema, schema, file.replace(/\.json$/, ""));
    });

/** Text of all tracked sources below a folder that are no tests. */
const sourcesOf = (folder: string): string =>
  execFileSync("git", ["ls-files", folder], { cwd: repositoryRoot, encoding: "utf8" })
    .split("\n")
    .filter((file) => /\/src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
    .filter((file) => existsSync(path(file)))
    .map(read)
    .join("\n");

const settings = async (): Promise<readonly string[]> => {
  const ofAgent = Object.keys(JSON.parse(await outputOf(agent, ["--print-config"])) as object);
  const ofRecommender = namesAt(await outputOf(recommender, ["--plan", "plan.yaml", "--print-config"]), /^(\w+) = /gm);
  return [...ofAgent.map((key) => `agent ${key}`), ...ofRecommender.map((key) => `recommender ${key}`)];
};

const routes = /"(\/(?:metrics|healthz|readyz|openapi\.json|api\/v1\/[^"]*))"/g;

export const readCapabilities = async (): Promise<Capabilities> => {
  const rules = parse(read("deploy/alerts/loadline-rules.yaml")) as {
    groups: { rules: { alert?: string; record?: string }[] }[];
  };
  return {
    commands: sorted(await commandFlags()),
    agentFlags: sorted(flagsIn(await outputOf(agent, ["--help"]))),
    recommenderFlags: sorted(flagsIn(await outputOf(recommender, ["--help"]))),
    settings: sorted(await settings()),
    scripts: sorted(Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts)),
    messageFields: sorted(schemasIn("packages/wire/schema")),
    answerFields: sorted(schemasIn("apps/cli/schema")),
    errorCodes: sorted(namesAt(sourcesOf("packages") + sourcesOf("apps"), /\b(LL_[A-Z0-9_]+)\b/g)),
    metrics: sorted(wire.metrics.flatMap(({ name, labels }) => [name, ...labels.map((label) => `${name} ${label}`)])),
    streams: sorted(wire.streams.flatMap(({ name, subjects }) => [name, ...subjects])),
    buckets: sorted(Object.values(wire.buckets).map(({ name }) => name)),
    routes: sorted([
      ...namesAt(sourcesOf("apps/agent"), routes).map((route) => `agent ${route}`),
      ...namesAt(sourcesOf("apps/recommender"), routes).map((route) => `recommender ${route}`),
    ]),
    alerts: sorted(rules.groups.flatMap((group) => group.rules.flatMap(({ alert, record }) => alert ?? record ?? []))),
    dashboards: sorted(
      readdirSync(path("deploy/dashboards")).map(
        (file) => (JSON.parse(read(`deploy/dashboards/${file}`)) as { uid: string }).uid,
      ),
    ),
    panelOptions: sorted(namesAt(sourcesOf("apps/grafana-panel"), /\bpath: "(\w+)"/g)),
  };
};

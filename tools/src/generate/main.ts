import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { planSchema } from "@loadline/plan";
import { type AccessPolicy, eventSchemas, renderNatsConfig, toJsonSchema } from "@loadline/protocol";
import { Command } from "commander";
import { repositoryRoot } from "../repository.ts";
import { accessPage } from "./access-page.ts";
import { engineSignalsPage } from "./engine-signals-page.ts";
import type { GeneratedFile } from "./markdown.ts";
import { advicePage, planPage } from "./plan-page.ts";
import { asyncApi, errorsPage, metricsPage, problemsPage, subjectsPage } from "./reference-pages.ts";

/** Roles of the chart, which puts the cluster's name in; one user each. */
const chartPolicy: AccessPolicy = {
  version: 1,
  cluster: "loadline-cluster-name",
  agents: [],
  recommenders: ["recommender"],
  actuators: ["actuator"],
  planners: ["planner"],
  readers: ["panel"],
  administrators: ["admin"],
};

/** The same, where agents come in with the tokens of their pods; the authenticator knows their service accounts. */
const tokenPolicy: AccessPolicy = {
  ...chartPolicy,
  nodeTokens: { issuer: "$NATS_NODE_TOKEN_ISSUER", serviceAccounts: ["loadline/loadline-agent"] },
};

/** Configurations of the chart's broker. */
const chartFiles = (): readonly GeneratedFile[] => [
  { path: "deploy/helm/loadline/files/nats-server.conf", text: renderNatsConfig({ ...chartPolicy, agents: ["*"] }) },
  { path: "deploy/helm/loadline/files/nats-server-node-tokens.conf", text: renderNatsConfig(tokenPolicy) },
];

const jsonSchemaFiles = (): readonly GeneratedFile[] =>
  [...eventSchemas, planSchema].map((event) => ({
    path: `packages/protocol/schema/${event.file}`,
    text: `${JSON.stringify(toJsonSchema(event), null, 2)}\n`,
  }));

/** Every committed file that is made from the sources. */
const generatedFiles = (): readonly GeneratedFile[] => [
  ...jsonSchemaFiles(),
  ...chartFiles(),
  { path: "docs/reference/access.md", text: accessPage() },
  { path: "docs/reference/asyncapi.json", text: asyncApi() },
  { path: "docs/reference/advice.md", text: advicePage() },
  { path: "docs/reference/engine-signals.md", text: engineSignalsPage() },
  { path: "docs/reference/errors.md", text: errorsPage() },
  { path: "docs/reference/metrics.md", text: metricsPage() },
  { path: "docs/reference/plan.md", text: planPage() },
  { path: "docs/runbooks/problems.md", text: problemsPage() },
  { path: "docs/reference/subjects.md", text: subjectsPage() },
];

const program = new Command("pnpm generate")
  .description("Writes every generated file, or names those that are out of date.")
  .option("--check", "write nothing; exit 1 when a file differs")
  .addHelpText("after", "\nExamples:\n  pnpm build && pnpm generate\n  pnpm verify:generated");

const { check } = program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: boolean }>();

const isStale = ({ path, text }: GeneratedFile): boolean => {
  const file = join(repositoryRoot, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
};

const write = ({ path, text }: GeneratedFile): void => {
  const file = join(repositoryRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${path}\n`);
};

let stale = 0;
for (const file of generatedFiles()) {
  if (!isStale(file)) continue;
  stale++;
  if (check === true) process.stderr.write(`${file.path} is out of date; run: pnpm build && pnpm generate\n`);
  else write(file);
}
if (check === true) process.exit(stale === 0 ? 0 : 1);

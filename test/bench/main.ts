import { reportFailure } from "@loadline/tools/processes/report-failure";
import { Command, InvalidArgumentError, Option } from "commander";
import { benchAgent } from "./agent.ts";
import { type AttackOptions, benchAttack } from "./attack/attack.ts";
import { runAttackedFleet, runHostile } from "./attack/nodes.ts";
import { benchForecast } from "./forecast.ts";
import { benchKubernetes } from "./kubernetes.ts";
import { benchPanel } from "./panel.ts";
import { benchCost } from "./pipeline/cost-model.ts";
import { type FleetSettings, parseOnly, runFleet } from "./pipeline/peers.ts";
import { benchPipeline } from "./pipeline/pipeline.ts";
import { benchPlannerPage } from "./planner-page.ts";
import { benchPolicies } from "./policies.ts";
import { benchRequests } from "./requests.ts";
import { type EnginesSettings, runEngines } from "./routers/engines.ts";
import { routerNames } from "./routers/programs.ts";
import { benchRouters } from "./routers/routers.ts";
import { serviceKinds } from "./service/draw-services.ts";
import { benchEqualLengths, benchService } from "./service.ts";
import { benchSpeed } from "./speed.ts";
import { recordTables } from "./table.ts";

// One command for everything that is measured and not tested; each group prints one table with a baseline of the same run.

const number = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("expected a number of at least 0");
};
const numbers = (text: string): readonly number[] => text.split(",").map(number);
const sizes = (text: string): readonly (readonly number[])[] =>
  text.split(",").map((size) => size.split("x").map(number));
const names = (text: string): readonly string[] => text.split(",");

const program = new Command("npm run bench --")
  .description("Measures speed, memory and the quality of policies and forecasts.")
  .exitOverride();

const group = <T>(name: string, description: string, run: (options: T) => void | Promise<void>): Command =>
  program
    .command(name)
    .description(description)
    .option("--record <page>", "write what is measured into a section of this page")
    .exitOverride()
    .action(async ({ record, ...options }: T & { readonly record?: string }) => {
      await run(options as T);
      const rest = process.argv.slice(2).filter((word, index, words) => ![word, words[index - 1]].includes("--record"));
      if (record !== undefined) recordTables(record, rest.join(" "));
    });

group("speed", "Times estimates, searches, policies and the command line.", benchSpeed)
  .option("--rounds <n>", "rounds after the warm-up; the median counts", number, 21)
  .option("--lines <n>", "configurations for the command line", number, 10_000);

group(
  "policies",
  "Cost of policies on generated and recorded loads, less that of the horizontal pod autoscaler.",
  benchPolicies,
)
  .option("--traces <folder>", "recorded loads: azure-hour, mooncake-hour, deepseek-r1, m-large")
  .option("--loads <list>", "loads by name; by default all, the recorded ones where there is a folder", names)
  .option("--lead-times <list>", "seconds from order to serving", numbers, [60, 300, 900])
  .option("--seeds <list>", "seeds of the noise; the middle one counts", numbers, [1, 2, 3, 4, 5])
  .option("--policies <list>", "policies to compare", names, ["loadline"])
  .option("--within <minutes>", "begin no row after that", number, 60);

group(
  "requests",
  "Policies request by request on a recorded trace, beside the horizontal pod autoscaler.",
  benchRequests,
)
  .requiredOption("--trace <file>", "windows in ServeGen's form, or requests in Azure's: all of them count")
  .option("--first-day <n>", "day to learn on, from 0; scoring starts the day after", number, 10)
  .option("--days <n>", "days that are scored", number, 3)
  .option("--replicas <n>", "replicas that the mean of the trace keeps busy", number, 12)
  .option("--lead-time <s>", "seconds from order to serving", number, 300)
  .option("--ttft <s>", "objective of the time to first token", number, 2)
  .option("--itl <s>", "objective of the inter-token latency", number, 0.1)
  .option("--schedule-error <ratio>", "a schedule with this deviation from the trace's means", number)
  .option("--schedule-of-last-week", "the schedule an operator would write: hourly means of the week before")
  .option("--seed <n>", "seed of noise, arrivals and lengths", number, 1)
  .option("--policies <list>", "policies to compare; true:N is given the true means", names, ["loadline", "llmd-slo"]);

group("service", "Planned counts of random services beside fleets that are watched request by request.", benchService)
  .option("--services <n>", "services to judge", number, 1000)
  .option("--seed <n>", "seed of services and requests", number, 1)
  .option("--kinds <list>", "kinds of services", names, serviceKinds)
  .option("--within <minutes>", "begin no service after that", number, 60);

group(
  "equal-lengths",
  "Routers before one watched fleet of llama-3.1-70b and requests of equal lengths.",
  benchEqualLengths,
)
  .option("--replicas <n>", "replicas, of 8 H200 each", number, 16)
  .option("--input-tokens <n>", "of each prompt", number, 32_000)
  .option("--output-tokens <n>", "of each answer", number, 500)
  .option("--ttft <s>", "objective of the time to first token, at p95", number, 3)
  .option("--itl <s>", "objective of the mean gap between the tokens of a request, at p95", number, 0.06)
  .option("--seed <n>", "seed of the requests", number, 1);

group(
  "forecast",
  "Loss and coverage of the online forecast beside baselines, on the second half of a trace.",
  benchForecast,
)
  .requiredOption("--trace <file>", "windows in ServeGen's form")
  .option("--every <minutes>", "between two comparisons", number, 60)
  .option("--seed <n>", "seed of the noise", number, 7)
  .option("--without-refits", "leave out the baselines that refit at every comparison");

group("agent", "Memory, CPU and bytes on the wire of the agent, beside a bare Node process.", benchAgent)
  .option("--seconds <n>", "time that is measured", number, 600)
  .option("--warm-up <n>", "seconds before that", number, 60)
  .option("--gpus <n>", "GPUs of the node", number, 8)
  .option("--engines <n>", "engines of the node", number, 2)
  .option("--compression <name>", "none or deflate", "deflate")
  .option("--node-flags <flags>", "flags of Node instead of those of the unit and the image")
  .option("--outage <n>", "seconds without a broker after that", number, 0);

/** Options of every run of agents, brokers and recommenders. */
const pipelineOptions = (command: Command): Command =>
  command
    .option("--gpus <n>", "GPUs of a node", number, 8)
    .option("--engines <n>", "engines of a node", number, 2)
    .option("--seconds <n>", "time that is measured", number, 60)
    .option("--warm-up <n>", "seconds before that: the window of the recommender, and a tick", number, 70)
    .option("--interval <s>", "seconds between two decisions", number, 10)
    .option("--partitions <n>", "recommenders, each with its share of the deployments", number, 1)
    .option("--herd <n>", "agents that connect at once", number, 200)
    .option("--clock-error <s>", "clocks of nodes are wrong by up to so much, either way", number, 0)
    .option("--burst <s>", "at the start of each minute samples are held back so long, and sent at once", number, 0)
    .addOption(
      new Option("--brokers <kind>", "one, a leaf node before it, or a cluster of three of which one is killed")
        .choices(["one", "leaf", "cluster"])
        .default("one"),
    );

pipelineOptions(
  group(
    "pipeline",
    "Agents, brokers and recommenders beside a consumer that only parses; then a start with a backlog.",
    benchPipeline,
  ),
)
  .option("--nodes <n>", "virtual agents, one connection and one sample a second each", number, 1_000)
  .option("--deployments <n>", "deployments of the plan", number, 50)
  .option("--backlog <s>", "seconds of telemetry that wait for a recommender that is started anew", number, 60)
  .option("--take-over", "kill the leader of the first share while its standby waits")
  .option("--profile <folder>", "write CPU profiles of the recommender there");

pipelineOptions(
  group("cost", "What an installation takes by nodes and deployments, fitted to runs of `pipeline`.", benchCost),
).option(
  "--sizes <list>",
  "NODESxDEPLOYMENTS of the runs; the last one checks the fit",
  sizes,
  sizes("6000x100,12500x100,6000x400,9000x250"),
);

group(
  "kubernetes",
  "The recommender beside a real API server: requests, counts, CPU and memory; one without Kubernetes beside it.",
  benchKubernetes,
)
  .option("--nodes <n>", "nodes of the cluster, which kwok plays", number, 1_000)
  .option("--workloads <n>", "workloads whose pods are watched and whose counts are set", number, 50)
  .option("--seconds <n>", "time that is measured once all counts are set", number, 60)
  .option("--within <s>", "longest time until they are", number, 300)
  .option("--profile <folder>", "write CPU profiles of the recommenders there");

group<AttackOptions>(
  "attack",
  "One credential of each role at its worst, a node's longest: counts, decisions, lease and a restart.",
  benchAttack,
)
  .option("--deployments <n>", "deployments of the plan", number, 10)
  .option("--nodes <n>", "nodes of each, with one replica on each", number, 4)
  .option("--interval <s>", "seconds between two decisions", number, 5)
  .option("--quiet <s>", "time that is measured without an attack", number, 300)
  .option("--seconds <s>", "time that is measured with the hostile node", number, 600)
  .option("--each <s>", "time that is measured with a credential of each other role", number, 60);

group("routers", "Real routers before simulated engines in real time, beside the law of a service.", benchRouters)
  .option("--router <list>", `PROGRAM:POLICY: ${routerNames.join(", ")}`, names)
  .option("--engines <n>", "simulated engines behind each router", number, 16)
  .option("--seconds <n>", "time in which requests are sent at each load", number, 120)
  .option("--loads <list>", "shares of what the law gives the engines", numbers, [0.8, 0.95])
  .option("--seed <n>", "seed of arrivals, lengths and prefixes", number, 1)
  .option("--together <n>", "routers that are measured at once, each before engines of its own", number, 1);

const part = <T>(name: string, run: (options: T) => Promise<void>): Command =>
  program.command(name, { hidden: true }).exitOverride().action(run);
const fleet = part("pipeline-fleet", (options: FleetSettings) => runFleet(options));
for (const key of ["port", "nodes", "gpus", "engines", "deployments", "herd", "clock-error", "burst"])
  fleet.requiredOption(`--${key} <n>`, "", number);
const attacked = [
  part("attack-fleet", runAttackedFleet),
  part("attack-hostile", runHostile).requiredOption("--user <name>"),
];
for (const senders of attacked)
  senders
    .requiredOption("--server <url>")
    .requiredOption("--deployments <n>", "", number)
    .requiredOption("--nodes <n>", "", number);
part("pipeline-parse", ({ server }: { server: string }) => parseOnly(server)).requiredOption("--server <url>");
part("pipeline-receive", ({ server }: { server: string }) => parseOnly(server, false)).requiredOption("--server <url>");
const engines = part("routers-engines", (options: EnginesSettings) => runEngines(options));
for (const key of ["engines", "seed", "count", "prefix-hit-ratio"]) engines.requiredOption(`--${key} <n>`, "", number);

group("panel", "First render and streaming of the panel, beside the time series chart of @grafana/ui.", benchPanel)
  .option("--rounds <n>", "first renders of each; the median counts", number, 41)
  .option("--updates <n>", "streaming updates of each; the median counts", number, 1000)
  .option("--stack <name>", "packages of Grafana: 12 or 13", "13");

group(
  "planner-page",
  "The planner page from disk: slider, search, first paint; the command that answers the same beside it.",
  benchPlannerPage,
)
  .option("--rounds <n>", "searches over the catalogue; the median counts", number, 11)
  .option("--steps <n>", "steps of the slider", number, 60)
  .option("--picture <file>", "write the picture of the guide anew, such as docs/images/planner.png");

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { LoadlineError } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import { waitFor } from "@loadline/servers";
import { Command, InvalidArgumentError, Option } from "commander";
import { type FleetArguments, readPlanText } from "../fleet/read-inputs.ts";
import type { fleetStatus } from "../fleet/status.ts";
import { reportFailure } from "../processes/report-failure.ts";
import { repositoryRoot } from "../repository.ts";
import { besideHpa, besideLines, readCourses } from "./beside-hpa.ts";
import { countReport, followRecommendations, type LiveView, liveView } from "./live-view.ts";
import { removeDemoFile, type Stack, type StackSettings, startStack, writeDemoFile } from "./stack.ts";

/** Waits until Prometheus, asked through the page as a browser would, has a capacity series. */
const firstDataPoint = (pageUrl: string): Promise<number> =>
  waitFor(
    async () => {
      const query = encodeURIComponent("loadline_capacity_tokens_per_second");
      const response = await fetch(`${pageUrl}api/prometheus/api/v1/query?query=${query}`);
      if (!response.ok) return null;
      const { data } = (await response.json()) as { data?: { result?: readonly unknown[] } };
      const series = data?.result?.length ?? 0;
      return series > 0 ? series : null;
    },
    { what: "the first data point", seconds: 90, everySeconds: 0.25 },
  );

interface Flags
  extends Pick<FleetArguments, "trace" | "loadFactor" | "seed">,
    Partial<Pick<FleetArguments, "plan" | "speedUp">> {
  readonly port: number;
  readonly seconds?: number;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("a number above 0 is expected");
  return value;
};

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("a whole number from 0 to 65535 is expected");
  return value;
};

const program = new Command("npm run demo --")
  .description("Runs every part of Loadline against a simulated GPU fleet and shows it in a browser.")
  .option("--plan <file>", "plan of the fleet (default: deploy/demo/plan.yaml)")
  .option("--trace <file>", "recorded requests; without it a built-in day with bursts")
  .addOption(new Option("--format <name>", "format of the trace").choices(["azure"]).default("azure"))
  .option("--speed-up <factor>", "the clock of the traffic runs this many times faster", positive)
  .option("--load-factor <factor>", "each recorded request is sent this many times on average", positive, 1)
  .option("--seed <number>", "seed of the traffic", whole, 1)
  .option("--port <number>", "port of the page; 0 takes a free one", whole, 0)
  .option("--seconds <number>", "end by itself after this time, counted from the first recommendations", positive)
  .addHelpText(
    "after",
    `
Examples:
  npm run demo
  npm run demo -- --plan deploy/examples/document.yaml
  npm run demo -- --trace AzureLLMInferenceTrace_conv.csv --format azure --speed-up 10
  npm run demo -- --seconds 120 --port 8080

While it runs, in another terminal:
  npm run -s loadline -- watch`,
  )
  .exitOverride();

/** The built-in day passes in eight minutes; a trace runs at its own pace unless --speed-up is given. */
const speedUpOfDay = 180;

const trafficOf = (flags: Flags): StackSettings["traffic"] => {
  const { loadFactor, speedUp = speedUpOfDay } = flags;
  if (flags.trace === undefined) return { dayEvents: true, speedUp, loadFactor, startReplicas: "min" };
  const trace = resolve(process.env["INIT_CWD"] ?? process.cwd(), flags.trace);
  if (!existsSync(trace)) throw new LoadlineError("LL_FILE_UNREADABLE", { path: trace, detail: "no such file" });
  return { trace, speedUp: flags.speedUp ?? 1, loadFactor, startReplicas: "min" };
};

const secondsSinceStart = (): string => {
  const startedAt = Number(process.env["LOADLINE_STARTED_AT"] ?? performance.timeOrigin);
  return ((performance.timeOrigin + performance.now() - startedAt) / 1000).toFixed(1);
};

const stopRequest = (): Promise<string> =>
  new Promise((resolveStop) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolveStop(signal));
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) resolveStop("the process that started the demo has ended");
    }, 500);
    watch.unref();
  });

/** Counts from the first recommendation: how long the parts need to start is the machine's affair. */
const endAfter = async (seconds: number | undefined, plan: Plan, { changes }: LiveView): Promise<string> => {
  if (seconds === undefined) return new Promise(() => {});
  await waitFor(() => (plan.deployments.every(({ name }) => changes.has(name)) ? true : null), {
    what: "a recommendation of each deployment",
    seconds: Number.POSITIVE_INFINITY,
    everySeconds: 1,
  });
  return new Promise((resolveEnd) => setTimeout(() => resolveEnd(`${seconds} s are over`), seconds * 1000).unref());
};

const watchStack = async (stack: Stack, cluster: string): Promise<LiveView> => {
  const view = liveView(process.stdout);
  view.note(`Loadline demo   ${stack.pageUrl}`);
  view.note(`NATS ${stack.natsUrl}  Prometheus ${stack.prometheusUrl}`);
  view.note(`${stack.nodes.length} nodes; Ctrl-C ends everything`);
  await followRecommendations(stack.connection, cluster, view.event);
  firstDataPoint(stack.pageUrl).then(
    (series) => view.note(`first data point ${secondsSinceStart()} s after the command (${series} series)`),
    (error: Error) => view.note(error.message),
  );
  return view;
};

/** Notes what happens as it begins; the agent of a node that failed reports nothing. Never resolves. */
const followFleet = ({ fleetUrl, nodes }: Stack, view: LiveView): Promise<never> => {
  let noted: string | null = null;
  return waitFor<never>(
    async () => {
      const answer = await fetch(`${fleetUrl}/status`).catch(() => null);
      if (answer === null) return null;
      const { caption, failedNode } = (await answer.json()) as ReturnType<typeof fleetStatus>;
      if (caption !== null && caption !== noted) {
        view.note(caption);
        for (const { name, agent } of nodes) agent.freeze(name === failedNode);
      }
      noted = caption;
      return null;
    },
    { what: "the end of the demo", seconds: Number.POSITIVE_INFINITY, everySeconds: 1 },
  );
};

const run = async (flags: Flags): Promise<void> => {
  const path = flags.plan ?? join(repositoryRoot, "deploy/demo/plan.yaml");
  const plan = parsePlanText(readPlanText(path));
  const startedSeconds = Date.now() / 1000;
  const outcomes = async (prometheus: string) => besideHpa(await readCourses(prometheus, startedSeconds), plan);
  const stopped = stopRequest();
  const starting = startStack(
    {
      plan: path,
      traffic: trafficOf(flags),
      seed: flags.seed,
      pagePort: flags.port,
      intervalSeconds: 2,
      scaleDownStabilisationSeconds: 60,
      outcomes,
      onStep: (step) => process.stderr.write(`  … ${step}\n`),
    },
    plan.cluster,
  );
  const first = await Promise.race([starting, stopped]);
  const stack = typeof first === "string" ? await starting : first;
  let view: LiveView | null = null;
  try {
    if (typeof first === "string") return;
    writeDemoFile({ server: stack.natsUrl, page: stack.pageUrl, pid: process.pid });
    view = await watchStack(stack, plan.cluster);
    const followed = followFleet(stack, view);
    const why = await Promise.race([stopped, endAfter(flags.seconds, plan, view), stack.group.failure, followed]);
    process.stderr.write(`\nstopping every part (${why})\n`);
  } finally {
    view?.close();
    if (view !== null) {
      const beside = await outcomes(stack.prometheusUrl).catch(() => []);
      const lines = [...countReport(view), ...(beside.length === 0 ? [] : [""]), ...besideLines(beside)];
      process.stdout.write(`\n${lines.join("\n")}\n`);
    }
    removeDemoFile();
    await stack.stop();
  }
};

try {
  await run(program.parse().opts<Flags>());
  process.exit(0);
} catch (error) {
  process.exit(reportFailure(error));
}

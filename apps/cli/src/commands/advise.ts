import type { Plan } from "@loadline/wire";
import { parsePlanText } from "@loadline/wire/settings";
import { adviseEngine, renderEngineAdvice } from "../advise/advise-engine.ts";
import { adviseFleet, leagueOf } from "../advise/advise-fleet.ts";
import type { AdviseQuestion } from "../advise/question.ts";
import { renderAdvice, renderLeague } from "../advise/render-advice.ts";
import { leagueOfService } from "../advise/service-league.ts";
import { isCalled } from "../backtest/prometheus-load.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";
import { type InitChoices, planOfFleet, type Skipped, skippedText } from "../init/plan-of-fleet.ts";
import { messages, UserError } from "../messages.ts";
import { flagOf, type OptionName, optionSet } from "../options.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { type ObservedFleet, observeFleet } from "../prometheus/observed-fleet.ts";
import { writeAnswer } from "../terminal/view.ts";

const names = ["fromPrometheus", "ttft", "tpot", "itl", "model", "gpu", "tensor", "json"] as const;
const defaults = { ttft: "2s", tpot: "100ms" } as const;
const help = {
  ttft: "without a plan: objective for the time to first token",
  tpot: "without a plan: objective for the mean gap between the tokens of a request",
  itl: "without a plan: objective for single gaps between tokens",
  model: "without a plan: catalogue model of what is served under a name that the catalogue lacks",
  gpu: "without a plan: GPU of the engines, where no dcgm-exporter series names it",
  tensor: "without a plan: GPUs of one replica, where no series names them",
} as const;
const options = optionSet(names, defaults, help);
const leagueOptions = optionSet(["fromRecommender", ...names], defaults, help);

type Asked = ReturnType<(typeof options)["read"]>;

/** What is taken for an engine where no series names it. */
const choicesOf = (asked: Asked): InitChoices => ({ ...asked, cluster: "default", gpu: asked.gpu?.[0] });

type Question = AdviseQuestion & { readonly skipped: readonly Skipped[] };

/** The plan that a user has, with the deployment that runs for each of its names; else the plan of what runs. */
const questionOf = (fleet: ObservedFleet, choices: InitChoices, text: string | null): Question | null => {
  const initial = planOfFleet(fleet, choices);
  const { now } = fleet;
  if (text === null) return initial.plan === null ? null : { ...initial, plan: initial.plan, now };
  const plan = parsePlanText(text);
  // Engines are of the deployment with the same model; of several, of the one whose name their labels carry.
  const pairs = plan.deployments.flatMap((deployment) => {
    const same = [...initial.observed].filter(([name, observed]) => {
      const drafted = initial.plan?.deployments.find((each) => each.name === name);
      const isNamed = Object.values(observed.labels).includes(deployment.name) || name === deployment.name;
      const alone = plan.deployments.filter(({ model }) => model === deployment.model).length === 1;
      return isNamed || (alone && drafted?.model === deployment.model);
    });
    return same[0] === undefined ? [] : [[deployment.name, same[0][1]] as const];
  });
  const observed = new Map(pairs);
  const missing = plan.deployments.filter(({ name }) => !observed.has(name));
  const skipped = missing.map(({ name, model }) => ({ name, reason: `no engine that serves ${model} is scraped` }));
  return { plan, observed, now, skipped };
};

/** The plan with the lengths and the share of cached prompts that engines report, where they do. */
const asObserved = ({ plan, observed }: Question): Plan => ({
  ...plan,
  deployments: plan.deployments.map((deployment) => {
    const { inputTokens, outputTokens, prefixHitRatio } = observed.get(deployment.name) ?? {};
    const { expected, engineConfig } = deployment;
    return {
      ...deployment,
      expected: {
        ...expected,
        inputTokens: inputTokens ?? expected.inputTokens,
        outputTokens: outputTokens ?? expected.outputTokens,
      },
      engineConfig: { ...engineConfig, prefixHitRatio: prefixHitRatio ?? engineConfig.prefixHitRatio },
    };
  }),
});

/** `advise engine NAME FILE`: the settings of one deployment's engine together, by the plan, or by what engines report. */
const runEngine: CliCommand["run"] = async (context, { arguments: [, name = "", file], options: given }) => {
  if (file === undefined) throw new UserError(messages.missing("the plan", "loadline advise engine NAME FILE"));
  const asked = options.read(given);
  const { fromPrometheus: url, json } = asked;
  const text = await readText(userPath(file, context));
  const observed =
    url === undefined ? null : questionOf(await observeFleet(connectPrometheus(url, context)), choicesOf(asked), text);
  const answer = adviseEngine(observed === null ? parsePlanText(text) : asObserved(observed), name);
  await writeAnswer(context.stdout, json, answer, (view) => renderEngineAdvice(answer, view));
  return 0;
};

/** What runs and the plan to compare it with; what is left out is written to the error stream. */
const askPrometheus = async (context: CliContext, asked: Asked, file: string | undefined) => {
  const { fromPrometheus: url } = asked;
  if (url === undefined) throw new UserError(messages.missing("--from-prometheus", "the address of a Prometheus"));
  const prometheus = connectPrometheus(url, context);
  const text = file === undefined ? null : await readText(userPath(file, context));
  const fleet = await observeFleet(prometheus);
  const choices = choicesOf(asked);
  const question = questionOf(fleet, choices, text);
  const skipped = question?.skipped ?? planOfFleet(fleet, choices).skipped;
  for (const each of skipped) await context.stderr.write(`${skippedText(each)}\n`);
  if (question === null) {
    const none = fleet.deployments.length === 0;
    await context.stderr.write(
      none
        ? `no engine's series at ${fleet.source}: scrape the /metrics of vLLM, SGLang, TGI or Triton\n`
        : "nothing is left to advise on\n",
    );
  }
  return { prometheus, source: fleet.source, question, skipped };
};

export const league: CliCommand = {
  arguments: [
    ["[name]", "deployment of the plan or of what runs; one alone needs none"],
    ["[file]", "plan in YAML or JSON; without it, a plan of what runs is taken"],
  ],
  options: leagueOptions,
  examples: {
    "loadline league chat --from-prometheus http://prometheus:9090":
      "Cost and missed minutes of HPA, KEDA, llm-d, Dynamo, Loadline and the least possible, over the last 1, 7 and 28 days.",
    "loadline league chat --from-recommender http://loadline-recommender:9465":
      "The same as the recommender counts it beside the load, without a Prometheus.",
  },
  run: async (context, { arguments: [name, file], options: given }) => {
    const asked = leagueOptions.read(given);
    const { fromRecommender: service, json } = asked;
    if (service !== undefined) {
      const other = file ?? Object.keys(given).find((option) => option !== "fromRecommender" && option !== "json");
      if (other !== undefined)
        throw new UserError(messages.exclude("--from-recommender", file ?? flagOf(other as OptionName)));
      if (name === undefined)
        throw new UserError(messages.missing("the deployment", "loadline league NAME --from-recommender URL"));
      const answer = await leagueOfService(service, name, context.signal);
      await writeAnswer(context.stdout, json, answer, (view) => renderLeague(answer, view));
      return 0;
    }
    const { prometheus, question } = await askPrometheus(context, asked, file);
    if (question === null) return 1;
    const { plan, observed } = question;
    const named = plan.deployments.filter(
      (each) =>
        name === undefined ||
        each.name === name ||
        isCalled(name, observed.get(each.name) ?? { servedModel: each.name, labels: {} }),
    );
    const [deployment, second] = named;
    if (deployment === undefined || second !== undefined) {
      const among = (second === undefined ? plan.deployments : named).map((each) => each.name);
      throw new UserError(messages.oneDeployment(name, among, "[name]"));
    }
    const periods = await leagueOf(prometheus, { ...question, plan: { ...plan, deployments: [deployment] } });
    if (typeof periods === "string") throw new UserError(`${deployment.name}: ${periods}`);
    const answer = { name: deployment.name, periods };
    await writeAnswer(context.stdout, asked.json, answer, (view) => renderLeague(answer, view));
    return 0;
  },
};

export const advise: CliCommand = {
  arguments: [
    ["[file]", "plan in YAML or JSON; without it, a plan of what runs is taken. engine: advise on engine settings"],
    ["[name]", "after engine: name of the deployment"],
    ["[plan]", "after engine: plan in YAML or JSON"],
  ],
  options,
  examples: {
    "loadline advise --from-prometheus http://prometheus:9090":
      "Planned against actual, the last week under other policies, and what would change.",
    "loadline advise plan.yaml --from-prometheus http://prometheus:9090 --json":
      "The same against a plan; exit code 1 when a deployment cannot be advised on.",
    "loadline advise engine chat plan.yaml":
      "Batch, token budget, memory share and cache format of its engine together, as one change with its gain; with --from-prometheus for the lengths and prefix-cache hits that engines report.",
  },
  run: async (context, typed) => {
    const {
      arguments: [file, name],
      options: given,
    } = typed;
    if (file === "engine" && name !== undefined) return runEngine(context, typed);
    const asked = options.read(given);
    const { prometheus, source, question, skipped } = await askPrometheus(context, asked, file);
    if (question === null) return 1;
    const deployments = await adviseFleet(prometheus, question);
    await writeAnswer(context.stdout, asked.json, { source, deployments, skipped }, (view) =>
      renderAdvice(source, deployments, view),
    );
    return deployments.length > 0 && deployments.every(({ undecided }) => undecided === null) && skipped.length === 0
      ? 0
      : 1;
  },
};

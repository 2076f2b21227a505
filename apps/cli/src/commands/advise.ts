import type { Plan } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import { messages, UserError } from "@loadline/planner/messages";
import { adviseEngine, renderEngineAdvice } from "../advise/advise-engine.ts";
import { adviseFleet } from "../advise/advise-fleet.ts";
import { adviseOptions, choicesOf, type FleetQuestion, type FleetValues, questionOf } from "../advise/question.ts";
import { renderAdvice } from "../advise/render-advice.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";
import { planOfFleet, skippedText } from "../init/plan-of-fleet.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { observeFleet } from "../prometheus/observed-fleet.ts";
import { writeAnswer } from "../terminal/view.ts";

/** The plan with the lengths and the share of cached prompts that engines report, where they do. */
const asObserved = ({ plan, observed }: FleetQuestion): Plan => ({
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
  const asked = adviseOptions.read(given);
  const { fromPrometheus: url, json } = asked;
  const text = await readText(userPath(file, context));
  const observed =
    url === undefined ? null : questionOf(await observeFleet(connectPrometheus(url, context)), choicesOf(asked), text);
  const answer = adviseEngine(observed === null ? parsePlanText(text) : asObserved(observed), name);
  await writeAnswer(context.stdout, json, answer, (view) => renderEngineAdvice(answer, view));
  return 0;
};

/** What runs and the plan to compare it with; what is left out is written to the error stream. */
const askPrometheus = async (context: CliContext, asked: FleetValues, file: string | undefined) => {
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

export const advise: CliCommand = {
  arguments: [
    ["[file]", "plan in YAML or JSON; without it, a plan of what runs is taken. engine: advise on engine settings"],
    ["[name]", "after engine: name of the deployment"],
    ["[plan]", "after engine: plan in YAML or JSON"],
  ],
  options: adviseOptions,
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
    const asked = adviseOptions.read(given);
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

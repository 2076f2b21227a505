import { inlinePlanFiles } from "@loadline/wire/settings";
import { stringify } from "yaml";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { readText, userPath, writeText } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import { readOwnEntries } from "../model/own-entries.ts";
import { connectionOptions } from "../options.ts";
import type { PlanSize } from "../plan/answer.ts";
import { fleetPlanFile, parseInventory, parsePrices, planFile } from "../plan/files.ts";
import { fleetPools, sizeFleet } from "../plan/fleet.ts";
import { type PlanOptions, planOptions, sizeQuestion } from "../plan/question.ts";
import { renderPlan, renderSearch } from "../plan/render.ts";
import { planOfSearch, searchAnswer } from "../plan/search.ts";
import { parsePlanText, sizePlan } from "../plan/size-plan.ts";
import { writeAnswer } from "../terminal/view.ts";

/** Stores the text of a checked plan under its cluster's name; earlier ones stay readable under their revisions. */
const storePlan = async (
  context: CliContext,
  options: PlanOptions,
  { cluster, text }: { readonly cluster: string; readonly text: string },
): Promise<PlanSize["stored"]> => {
  const [{ buckets }, { openBucket }, { withConnection }] = await Promise.all([
    import("@loadline/wire"),
    import("@loadline/wire/nats"),
    import("../broker/connection.ts"),
  ]);
  return withConnection(context, options, async ({ connection }) => {
    const bucket = await openBucket(connection, buckets.plans);
    return { bucket: buckets.plans.name, key: cluster, revision: await bucket.put(cluster, text) };
  });
};

const sizeFile = async (context: CliContext, file: string, options: PlanOptions): Promise<ExitCode> => {
  const path = userPath(file, context);
  const text = inlinePlanFiles(await readText(path), path);
  const plan = parsePlanText(text);
  const size = sizePlan(plan, options.confidence);
  const stored = options.store ? await storePlan(context, options, { cluster: plan.cluster, text }) : undefined;
  const answer = stored === undefined ? size : { ...size, stored };
  await writeAnswer(context.stdout, options.json, answer, (view) => renderPlan(answer, view));
  return size.enough ? 0 : 1;
};

const sizeModel = async (context: CliContext, options: PlanOptions): Promise<ExitCode> => {
  const entries = await readOwnEntries(options, context);
  const question = sizeQuestion(options, entries);
  const { prices, inventory, write, json } = options;
  const textOf = (path: string): Promise<string> => readText(userPath(path, context));
  const listed = prices === undefined ? [] : parsePrices(await textOf(prices), entries.devices);
  const ownPrices = [...listed, ...entries.prices];
  const own = inventory === undefined ? null : parseInventory(await textOf(inventory), entries.devices);
  if (question.gpus === undefined) await context.stderr.write("comparing the GPUs of the catalogue\n");
  if (own !== null) await context.stderr.write("looking for the cheapest mix of your own GPUs\n");
  const fleet = own === null ? null : await sizeFleet(question, own, { ownPrices, signal: context.signal });
  const search = searchAnswer(question, ownPrices, fleet);
  const size = planOfSearch(search, question);
  if (write !== undefined) {
    const plan =
      fleet === null || own === null
        ? planFile(size, search.best, question)
        : fleetPlanFile(fleet, fleetPools(question, own, ownPrices), question);
    const text = stringify(plan);
    await writeText("--write", write, { text, isNew: true }, context);
  }
  await writeAnswer(context.stdout, json, { ...size, ...search }, (view) => renderSearch(search, view));
  return search.verdict === "feasible" && fleet?.verdict !== "infeasible" ? 0 : 1;
};

const optionsOfFile: readonly string[] = ["json", "store", "confidence", ...connectionOptions];

const run: CliCommand["run"] = async (context, { arguments: [file], options: given }) => {
  const options = planOptions.read(given);
  const other = Object.keys(given).find((key) => !optionsOfFile.includes(key));
  if (file !== undefined && other !== undefined) throw new UserError(messages.optionBesideFile(other, "a plan file"));
  if (file !== undefined) return sizeFile(context, file, options);
  if (options.store) throw new UserError(messages.needs("--store", "a plan file"));
  if (options.model !== undefined || options.modelFile !== undefined) return sizeModel(context, options);
  throw new UserError(messages.planNeedsFileOrModel());
};

export const plan: CliCommand = {
  arguments: [["[file]", "plan in YAML or JSON; or size one deployment with the options below"]],
  options: planOptions,
  examples: [
    {
      line: "loadline plan deploy/demo/plan.yaml",
      does: "Size the plan of the demo; exit code 1 when it is too small.",
    },
    {
      line: "loadline plan plan.yaml --store --server nats://broker:4222",
      does: "Store it where recommenders that run with --plan kv:CLUSTER read it at once.",
    },
    {
      line: "loadline plan --model llama-3.1-8b --input-tokens 1024 --output-tokens 256 --requests-per-second 40 --itl 50ms --inventory own-gpus.yaml --prices own-prices.yaml",
      does: "The cheapest mix of the GPUs you have, at your prices; docs/guides/planning.md shows both files.",
    },
    {
      line: "loadline plan --model llama-3.1-70b --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1s --itl 50ms",
      does: "Size one deployment over the whole catalogue; exit code 1 when nothing meets the objectives.",
    },
  ],
  run,
};

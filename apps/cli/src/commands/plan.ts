import { dirname, resolve } from "node:path";
import { checkPlan, inlinePlanFiles, parsePlanText } from "@loadline/plan";
import type { PlanSize } from "@loadline/planner/answer";
import { settledQuestion } from "@loadline/planner/cluster-request";
import { emittedEngines, emittedText, type PlanEmission, planEmissions } from "@loadline/planner/emit";
import { fleetPools, sizeFleet } from "@loadline/planner/fleet";
import { messages, UserError } from "@loadline/planner/messages";
import { connectionOptions, flagOf, type OptionName } from "@loadline/planner/options";
import { noEntries } from "@loadline/planner/own-entries";
import { fleetPlanFile, parseInventory, parsePrices, planFile } from "@loadline/planner/plan-files";
import { planOfSearch } from "@loadline/planner/plan-of-search";
import { type PlanOptions, planOptions, sizeQuestion } from "@loadline/planner/question";
import { searchAnswer } from "@loadline/planner/search";
import { registeredOf } from "@loadline/planner/size-deployment";
import { sizePlan, withPrices } from "@loadline/planner/size-plan";
import { stringify } from "yaml";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { withLengths } from "../estimate/lengths.ts";
import { readObservations } from "../estimate/own-observations.ts";
import { readText, userPath, writeText } from "../files.ts";
import { readOwnEntries } from "../model/own-entries.ts";
import { renderPlan } from "../plan/render-plan.ts";
import { renderSearch } from "../plan/render-search.ts";
import type { PagedSearch } from "../plan/search-page.ts";
import { writeAnswer } from "../terminal/view.ts";

/** Stores the text of a checked plan under its cluster's name; earlier ones stay readable under their revisions. */
const storePlan = async (
  context: CliContext,
  options: PlanOptions,
  { cluster, text }: { readonly cluster: string; readonly text: string },
): Promise<PlanSize["stored"]> => {
  const [{ buckets }, { openBucket }, { withConnection }] = await Promise.all([
    import("@loadline/protocol"),
    import("@loadline/runtime/nats"),
    import("../broker/connection.ts"),
  ]);
  return withConnection(context, options, async ({ connection }) => {
    const bucket = await openBucket(connection, buckets.plans);
    return { bucket: buckets.plans.name, key: cluster, revision: await bucket.put(cluster, text) };
  });
};

const readPlan = async (context: CliContext, file: string, { prices }: PlanOptions) => {
  const path = userPath(file, context);
  const text = inlinePlanFiles(await readText(path), path);
  const listed = prices === undefined ? [] : parsePrices(await readText(userPath(prices, context)));
  const plan = withPrices(parsePlanText(text), listed);
  const measured = plan.deployments.flatMap((one) => registeredOf(plan, one)?.measurements ?? []);
  // Beside the plan, as its other files.
  return { plan, text, measured: [...new Set(measured)].map((name) => resolve(dirname(path), name)) };
};

/** A plan as its options ask for it, stored where that is asked for. */
const sizeOne = async (context: CliContext, { plan, text, measured: files }: ReadPlan, options: PlanOptions) => {
  const measured = await readObservations(options, noEntries, context, files);
  const sized = sizePlan(plan, { confidence: options.confidence, observations: measured });
  const size = options.verify ? (await import("../plan/verify-plan.ts")).verifyPlan(plan, sized, measured) : sized;
  const stored = options.store ? await storePlan(context, options, { cluster: plan.cluster, text }) : undefined;
  return { plan, size: stored === undefined ? size : { ...size, stored } };
};

type ReadPlan = Awaited<ReturnType<typeof readPlan>>;

const sizeFiles = async (context: CliContext, files: readonly string[], options: PlanOptions): Promise<ExitCode> => {
  const { emit } = options;
  if (emit === "html" || emit === "plan") throw new UserError(messages.emitNeedsModel(emit));
  // Objects of two clusters in one stream share their names.
  if (isLaunch(emit) && files.length > 1) throw new UserError(messages.emitOnePlan(emit, files.length));
  const plans = await Promise.all(files.map((file) => readPlan(context, file, options)));
  if (isLaunch(emit)) {
    for (const { plan } of plans) await context.stdout.write(emittedText(plan, emit));
    return 0;
  }
  const sized = await Promise.all(plans.map((plan) => sizeOne(context, plan, options)));
  const [first] = sized;
  const answer =
    sized.length === 1 && first !== undefined
      ? first.size
      : (await import("../plan/clusters.ts")).joinedClusters(sized);
  if (emit === "csv")
    await context.stdout.write((await import("@loadline/planner/csv")).deploymentsCsv(answer.deployments));
  else await writeAnswer(context.stdout, options.json, answer, (view) => renderPlan(answer, view));
  return answer.enough && answer.deployments.every(({ verification }) => verification?.holds !== false) ? 0 : 1;
};

const isLaunch = (emit: PlanOptions["emit"]): emit is PlanEmission =>
  emit !== undefined && (planEmissions as readonly string[]).includes(emit);

/** The engine that a launch is asked for is the one that is planned. */
const withEmittedEngine = (options: PlanOptions): PlanOptions => {
  const { emit, engine } = options;
  if (emit !== "vllm" && emit !== "sglang" && emit !== "trtllm") return options;
  return { ...options, engine: engine ?? emittedEngines[emit] };
};

interface Searched extends PagedSearch {
  readonly size: PlanSize;
  /** The plan file of the answer. @throws UserError where a plan cannot describe it */
  readonly planned: () => object;
}

const writeSearch = async (context: CliContext, options: PlanOptions, found: Searched): Promise<void> => {
  const { json, emit } = options;
  const { size, search, planned } = found;
  if (isLaunch(emit)) {
    await context.stdout.write(emittedText(checkPlan(planned()), emit));
  } else if (emit === "plan") await context.stdout.write(stringify(planned()));
  else if (emit === "csv" || emit === "html") {
    const text =
      emit === "csv"
        ? (await import("@loadline/planner/csv")).searchCsv(search)
        : await (await import("../plan/search-page.ts")).searchPage(found);
    await context.stdout.write(text);
  } else await writeAnswer(context.stdout, json, { ...size, ...search }, (view) => renderSearch(search, view));
};

const sizeModel = async (context: CliContext, given: PlanOptions, typed: Searched["typed"]): Promise<ExitCode> => {
  const options = await withLengths(given, context);
  const entries = await readOwnEntries(options, context);
  const observations = await readObservations(options, entries, context);
  const asked = sizeQuestion(withEmittedEngine(options), entries, observations);
  const { prices, inventory, write } = options;
  const textOf = (path: string): Promise<string> => readText(userPath(path, context));
  const listed = prices === undefined ? [] : parsePrices(await textOf(prices), entries.devices);
  const ownPrices = [...listed, ...entries.prices];
  const own = inventory === undefined ? null : parseInventory(await textOf(inventory), entries.devices);
  if (asked.gpus === undefined) await context.stderr.write("comparing the GPUs of the catalogue\n");
  if (own !== null) await context.stderr.write("looking for the cheapest mix of your own GPUs\n");
  const today = new Date(1000 * context.now()).toISOString().slice(0, "2026-01-31".length);
  if (options.within !== undefined) {
    const { batchAnswer, renderBatch } = await import("../plan/batch.ts");
    const answer = batchAnswer({ ...asked, today }, ownPrices);
    await writeAnswer(context.stdout, options.json, answer, (view) => renderBatch(answer, view));
    return answer.best === null ? 1 : 0;
  }
  const question = settledQuestion({ ...asked, today }, ownPrices);
  const fleet = own === null ? null : sizeFleet(question, own, ownPrices);
  const search = searchAnswer(question, ownPrices, fleet);
  const size = planOfSearch(search, question);
  const planned = (): object =>
    fleet === null || own === null
      ? planFile(size, search.best, question)
      : fleetPlanFile(fleet, fleetPools(question, own, ownPrices), question);
  if (write !== undefined) await writeText("--write", write, { text: stringify(planned()), isNew: true }, context);
  await writeSearch(context, options, { size, search, question, ownPrices, typed, planned });
  return search.verdict === "feasible" && fleet?.verdict !== "infeasible" ? 0 : 1;
};

const optionsOfFile: readonly string[] = [
  "json",
  "emit",
  "prices",
  "observations",
  "coefficients",
  "store",
  "verify",
  "confidence",
  ...connectionOptions,
];

export const plan: CliCommand = {
  arguments: [
    ["[file...]", "plans in YAML or JSON, one for each cluster; or size one deployment with the options below"],
  ],
  options: planOptions,
  examples: {
    "loadline plan deploy/demo/plan.yaml": "Size the plan of the demo; exit code 1 when it is too small.",
    "loadline plan deploy/demo/plan.yaml --verify":
      "Simulate the planned replicas in their busiest minute: what holds, and what breaks first above which load.",
    "loadline plan plan.yaml --store --server nats://broker:4222":
      "Store it where recommenders that run with --plan kv:CLUSTER read it at once.",
    "loadline plan --model llama-3.1-8b --input-tokens 1024 --output-tokens 256 --requests-per-second 40 --tpot 50ms --inventory own-gpus.yaml --prices own-prices.yaml":
      "The cheapest mix of the GPUs you have, at your prices; docs/guides/planning.md shows both files.",
    "loadline plan --model llama-3.1-8b --gpu h100 --lengths workload.yaml --requests-per-second 20 --ttft 2s":
      "Sessions and shared prompts, and what a prefix cache holds of them; docs/guides/planning.md shows the file.",
    "loadline plan eu.yaml us.yaml":
      "Several clusters: totals, what stands idle, and what the others carry when one goes.",
    "loadline plan plan.yaml --emit kubernetes":
      "Manifests with every flag that the plan assumes; vllm, sglang, trtllm and bench print command lines.",
    "loadline plan --model llama-3.1-8b --input-tokens 1500 --output-tokens 150 --requests 10M --within 8h":
      "Offline work: the cheapest GPUs that are done in time, spot where it is quoted.",
    "loadline plan --model llama-3.1-70b --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1s --tpot 50ms":
      "Size one deployment over the whole catalogue; exit code 1 when nothing meets the objectives.",
  },
  run: async (context, { arguments: files, options: given }) => {
    const options = planOptions.read(given);
    const [file] = files;
    const other = Object.keys(given).find((key) => !optionsOfFile.includes(key));
    if (file !== undefined && other !== undefined)
      throw new UserError(messages.optionBesideFile(flagOf(other as OptionName), "a plan file"));
    const broker = connectionOptions.find((name) => given[name] !== undefined);
    if (broker !== undefined && !options.store) throw new UserError(messages.needs(flagOf(broker), "--store"));
    const { emit } = options;
    // Only the answer for people and JSON have a place for what was simulated.
    if (options.verify && emit !== undefined) throw new UserError(messages.exclude("--verify", `--emit ${emit}`));
    if (file !== undefined) return sizeFiles(context, files, options);
    if (options.store) throw new UserError(messages.needs("--store", "a plan file"));
    if (options.verify) throw new UserError(messages.needs("--verify", "a plan file"));
    if (options.model !== undefined || options.modelFile !== undefined) return sizeModel(context, options, given);
    throw new UserError(messages.planNeedsFileOrModel());
  },
};

import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { answerOf } from "../estimate/answer-line.ts";
import { answerStream } from "../estimate/answer-stream.ts";
import { configOfFlags } from "../estimate/config-of-flags.ts";
import { outcomeOf } from "../estimate/outcome.ts";
import { readObservations } from "../estimate/own-observations.ts";
import { renderEstimate } from "../estimate/render-estimate.ts";
import { estimateRequest, type Own } from "../estimate/request.ts";
import { readOwnModels } from "../model/own-models.ts";
import { collect } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

type Options = Readonly<Record<string, unknown>>;

const estimateOne = async (context: CliContext, options: Options, own: Own): Promise<ExitCode> => {
  const request = estimateRequest(configOfFlags(options, own.models), own);
  const outcome = outcomeOf(request);
  const text =
    options["json"] === true
      ? `${JSON.stringify(answerOf(null, request, outcome))}\n`
      : renderEstimate(request, outcome, viewOf(context.stdout));
  await context.stdout.write(text);
  return outcome.kind !== "does-not-fit" && outcome.estimate.verdict !== "overloaded" ? 0 : 1;
};

/** `--json` alone reads configurations from stdin; with flags it answers the one they describe. */
const readsLines = (options: Options): boolean =>
  options["json"] === true && Object.keys(options).every((key) => ["json", "modelFile", "observations"].includes(key));

const filesOf = (options: Options): readonly string[] => (options["modelFile"] as readonly string[] | undefined) ?? [];

const run: CliCommand["run"] = async (context, { options }) => {
  const own: Own = {
    models: await readOwnModels(filesOf(options), context),
    observations: await readObservations(options["observations"] as string | undefined, context),
  };
  if (!readsLines(options)) return estimateOne(context, options, own);
  if (context.stdinIsTerminal) await context.stderr.write("reading JSON Lines, one configuration each; Ctrl-D ends\n");
  return answerStream(context, own);
};

export const estimate: CliCommand = {
  name: "estimate",
  summary: "Speed, latency and memory of one replica under a load, with the error of the figures.",
  examples: [
    {
      line: "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 32",
      does: "One configuration, for people; exit code 1 when it does not fit or is overloaded.",
    },
    {
      line: "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 467 --output-tokens 256 --requests-per-second 8 --requests 500",
      does: "A benchmark run as it is run: arrivals at a rate, 500 requests, cold start and drain included.",
    },
    {
      line: "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 64 --requests 640",
      does: "Clients that ask again once answered, until 640 are served: with equal lengths they keep in step, which the endless loop does not show.",
    },
    {
      line: "loadline estimate --model stable-diffusion-xl --gpu h100 --requests-per-second 0.5",
      does: "Pictures; bert-large and other models that answer in one piece likewise, with --input-tokens.",
    },
    {
      line: "loadline estimate --model-file my-model/config.json --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 8",
      does: "A model that is not in the catalogue, from its Hugging Face config.json.",
    },
    {
      line: "loadline estimate --json --observations measured.jsonl < configurations.jsonl",
      does: "Lines of a replica that was measured are corrected by it; five measurements are enough.",
    },
    {
      line: "loadline estimate --json < configurations.jsonl > answers.jsonl",
      does: 'A sweep: JSON Lines in, one answer each in the same order, {"id","error"} for a line that cannot be answered; exit code 1 when there is one.',
    },
  ],
  declare: (command) =>
    command
      .option("--model <name>", "model of the catalogue or a usual alias")
      .option(
        "--model-file <file>",
        "a model of your own, as model import --json or a config.json; may be given again",
        collect,
      )
      .option("--observations <file>", "your own measurements, as calibrate reads them: they correct their replica")
      .option("--gpu <name>", "GPU of the catalogue, a usual alias, or a partition such as h100/3g.40gb")
      .option("--engine <name>", "vllm, sglang or tensorrt-llm; default: vllm")
      .option(
        "--weights <format>",
        "fp32, bf16, fp16, fp8, int8, nvfp4, mxfp4 or int4; default: as the model's name says",
      )
      .option(
        "--kv-cache <format>",
        "number format of the KV cache, or auto for the engine's own; default: the checkpoint's, else the engine's where --gpu-memory-utilization or --max-model-len is given, else as measured deployments with such weights set it",
      )
      .option("--engine-version <x>", "version of the engine, such as 0.19.0")
      .option("--tensor <n>", "GPUs that share each layer; default: 1")
      .option("--pipeline <n>", "groups of GPUs that hold layers one after the other; default: 1")
      .option("--expert <n>", "GPUs that share the experts; default: 1")
      .option("--attention-data <n>", "GPUs that each attend for requests of their own; default: 1")
      .option("--input-tokens <n>", "tokens of an average prompt")
      .option("--output-tokens <n>", "tokens of an average answer")
      .option("--max-model-len <n>", "longest sequence the engine is started for")
      .option("--max-batched-tokens <n>", "token budget of one step; default: 8192")
      .option("--max-sequences <n>", "most sequences at once; default: 256")
      .option("--prefix-hit-ratio <share>", "share of prompt tokens found in the prefix cache; default: 0")
      .option("--gpu-memory-utilization <share>", "share of the GPU's memory that the engine takes; default: 0.9")
      .option("--stream-interval-tokens <n>", "tokens handed out at a time; default: 1")
      .option("--draft-tokens <n>", "speculative decoding: tokens drafted per step")
      .option("--accepted-tokens <x>", "speculative decoding: tokens that a step yields")
      .option("--concurrency <n>", "load: this many requests at once, always")
      .option("--endless", "with a concurrency: for long; without: some ten requests a client that start at once")
      .option("--requests-per-second <x>", "load: arrivals at this rate, which do not wait for answers")
      .option("--requests <n>", "with a rate or a concurrency: a run of so many; alone: all of them at the same moment")
      .option("--arrivals <kind>", "with a rate: poisson, constant or gamma:CV; default: poisson")
      .option("--saturated", "load: as much as the replica takes")
      .option("--json", "JSON: of these flags, or alone: JSON Lines from stdin to stdout"),
  run,
};

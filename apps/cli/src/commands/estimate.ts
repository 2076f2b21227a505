import { withPrefixHits } from "@loadline/planner/lengths";
import { lengthOptions, optionSet, replicaOptions } from "@loadline/planner/options";
import type { CliCommand, ExitCode } from "../command.ts";
import { answerOf, outcomeOf } from "../estimate/answer.ts";
import { answerStream } from "../estimate/answer-stream.ts";
import { configOfFlags } from "../estimate/flags.ts";
import { withLengths } from "../estimate/lengths.ts";
import { readObservations } from "../estimate/own-observations.ts";
import { renderEstimate } from "../estimate/render-estimate.ts";
import { estimateRequest, type Own } from "../estimate/request.ts";
import { readOwnEntries } from "../model/own-entries.ts";
import { viewOf } from "../terminal/view.ts";

const options = optionSet(
  [
    ...replicaOptions,
    "observations",
    "coefficients",
    ...lengthOptions,
    "images",
    "documents",
    "lengths",
    "concurrency",
    "endless",
    "requestsPerSecond",
    "fleet",
    "router",
    "requests",
    "arrivals",
    "burstiness",
    "saturated",
    "json",
  ],
  {},
  {
    prefixHitRatio:
      "share of the prompt tokens found in the prefix cache; default: by --lengths where it states prefixes, else 0",
    router: "with --fleet: how requests are spread over the replicas; default: least-requests",
    json: "JSON: of these options, or alone: JSON Lines from stdin to stdout",
  },
);

export const estimate: CliCommand = {
  options,
  examples: {
    "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 32":
      "One configuration, for people; exit code 1 when it does not fit or is overloaded. With several GPUs, one after the other.",
    "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 467 --output-tokens 256 --requests-per-second 8 --requests 500":
      "A benchmark run as it is run: arrivals at a rate, 500 requests, cold start and drain included.",
    "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 1024 --output-tokens 256 --requests-per-second 240 --fleet 16 --router random":
      "One of 16 replicas that share 240 requests/s as behind a Kubernetes Service by itself.",
    "loadline estimate --model-file my-model/config.json --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 8":
      "A model that is not in the catalogue, from its Hugging Face config.json.",
    "loadline estimate --model-file my-model/config.json --device-file my-device.yaml --observations measured.jsonl --input-tokens 128 --output-tokens 48 --concurrency 16":
      "A model and a device of your own, corrected by what you measured; docs/guides/planning.md shows the files.",
    "loadline estimate --json < configurations.jsonl > answers.jsonl":
      'A sweep: JSON Lines in, one answer each in the same order, {"id","error"} for a line that cannot be answered; exit code 1 when there is one.',
  },
  run: async (context, { options: given }) => {
    const values = await withLengths(options.read(given), context);
    const entries = await readOwnEntries(values, context);
    const own: Own = {
      ...entries,
      observations: withPrefixHits(await readObservations(values, entries, context), values),
    };
    // --json alone reads configurations from stdin; with other options it answers the one they describe.
    if (
      values.json &&
      Object.keys(given).every((key) =>
        ["json", "modelFile", "deviceFile", "observations", "coefficients"].includes(key),
      )
    ) {
      if (context.stdinIsTerminal)
        await context.stderr.write("reading JSON Lines, one configuration each; Ctrl-D ends\n");
      return answerStream(context, own);
    }
    let code: ExitCode = 0;
    // Nothing is printed where one of the GPUs is a mistake.
    const requests = (values.gpu ?? [undefined]).map((gpu) =>
      estimateRequest(configOfFlags({ ...values, gpu: gpu === undefined ? gpu : [gpu] }, own), own),
    );
    for (const [index, request] of requests.entries()) {
      const outcome = outcomeOf(request);
      const text = values.json
        ? `${JSON.stringify(answerOf(null, request, outcome))}\n`
        : `${index > 0 ? "\n" : ""}${renderEstimate(request, outcome, viewOf(context.stdout))}`;
      await context.stdout.write(text);
      if (outcome.kind === "does-not-fit" || outcome.estimate.verdict === "overloaded") code = 1;
    }
    return code;
  },
};

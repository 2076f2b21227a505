import { checked } from "@loadline/planner/checked";
import { messages, UserError } from "@loadline/planner/messages";
import { flagOf, lengthOptions, type OptionName, optionSet, replicaOptions } from "@loadline/planner/options";
import type { OwnEntries } from "@loadline/planner/own-entries";
import { printable } from "@loadline/planner/text";
import { z } from "zod";
import type { CliCommand } from "../command.ts";
import { replicaOfFlags } from "../estimate/flags.ts";
import { specOf } from "../estimate/request.ts";
import { writeText } from "../files.ts";
import { completionsClient } from "../measure/completions-client.ts";
import { deadlineOf, fittingPrompts, type MeasuredLoad, measureLoad } from "../measure/measure-load.ts";
import { dayOf, readOwnEntries } from "../model/own-entries.ts";
import { httpServer } from "../prometheus/client.ts";

const options = optionSet(
  [...replicaOptions, ...lengthOptions, "servedModelName", "clients", "duration", "write"],
  { inputTokens: "512", outputTokens: "128", clients: "1,4,16,32", duration: "30s" },
  {
    model: "model of the catalogue; default: the name that the engine serves",
    gpu: "GPU that it runs on",
    inputTokens: "tokens of a prompt, about; what the engine counts is written",
    duration: "time in which the clients of one load ask, each ten times at most",
    write: "write the measurements as a new file; default: print them",
  },
);
type Asked = ReturnType<typeof options.read>;

const boundsSchema = z.object({
  inputTokens: z.number().max(1e6),
  outputTokens: z.int().min(2).max(1e5),
  duration: z.number().positive().max(3600),
  clients: z.array(z.number()),
});

const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`;
const lineOf = ({ clients, requests, requestsPerSecond: rate, ...mean }: MeasuredLoad): string =>
  `clients ${clients}: ${requests} requests, ${rate.toFixed(2)} a second; mean time to first token ${milliseconds(mean.timeToFirstToken)}, per output token ${milliseconds(mean.timePerOutputToken)}\n`;

/** A load as a row of the replica. @throws UserError for a replica that cannot be: before the engine is put under load */
const rowsOf = (asked: Asked, { served, on }: { served: string; on: string }, own: OwnEntries) => {
  const model = asked.model ?? (own.models.length === 1 ? undefined : served);
  const replica = replicaOfFlags({ ...asked, model, inputTokens: undefined, outputTokens: undefined }, own);
  specOf(replica, own);
  return ({ clients, inputTokens, outputTokens, timePerOutputToken, timeToFirstToken }: MeasuredLoad): string => {
    const measured = { timePerOutputTokenSeconds: timePerOutputToken, timeToFirstTokenSeconds: timeToFirstToken, on };
    const id = `${served}, clients ${clients}`;
    return `${JSON.stringify({ id, ...replica, inputTokens, outputTokens, load: { concurrency: clients }, measured })}\n`;
  };
};

const measureLoads: CliCommand["run"] = async (context, { arguments: [url = ""], options: given }) => {
  const asked = options.read(given);
  const nameOf = ([name]: readonly PropertyKey[]): string => flagOf(name as OptionName);
  const { clients, duration, ...lengths } = checked(boundsSchema, asked, { nameOf, help: "loadline measure --help" });
  const { now, signal, stdout, stderr, env } = context;
  const own = await readOwnEntries(asked, context);
  const client = completionsClient(httpServer("<url>", url, env["LOADLINE_ENGINE_TOKEN"], 8000), now);
  const settings = { duration, now, signal };
  const names =
    asked.servedModelName === undefined ? await client.models(deadlineOf(settings)) : [asked.servedModelName];
  const [served = "", second] = names;
  if (second !== undefined) throw new UserError(messages.severalModels(names.map(printable)));
  const rowOf = rowsOf(asked, { served, on: dayOf(now()) }, own);
  const prompts = await fittingPrompts(client, { model: served, ...lengths }, settings);
  let rows = "";
  try {
    for (const each of clients) {
      const measured = await measureLoad(client, prompts, each, settings);
      await stderr.write(lineOf(measured));
      rows += rowOf(measured);
    }
  } finally {
    // What was measured before an engine or the file failed is not lost.
    if (asked.write === undefined || rows === "") await stdout.write(rows);
    else
      await writeText("--write", asked.write, { text: rows, isNew: true }, context).catch(async (error: unknown) => {
        await stdout.write(rows);
        throw error;
      });
  }
  return 0;
};

/** Ctrl-C is no fault of the engine. */
const run: CliCommand["run"] = (context, given) =>
  measureLoads(context, given).catch(async (error: unknown): Promise<1> => {
    if (!context.signal.aborted) throw error;
    await context.stderr.write("stopped: loads that were not measured to their end have no row\n");
    return 1;
  });

export const measure: CliCommand = {
  arguments: [["<url>", "address of the engine, such as http://127.0.0.1:8000"]],
  options,
  examples: {
    "loadline measure http://127.0.0.1:8000 --gpu h100 --tensor 4 --write rows.jsonl":
      "Four loads of at most 30 seconds. Then: loadline plan plan.yaml --observations rows.jsonl",
    "loadline measure http://127.0.0.1:8000 --model-file config.json --device-file cpu.yaml --clients 1,2,4 --duration 20s":
      "A model and a device of your own, under low loads; LOADLINE_ENGINE_TOKEN is sent as a bearer token.",
  },
  run,
};

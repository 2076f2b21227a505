import { LoadlineError } from "@loadline/core";
import { explainDecision, streamOf } from "@loadline/wire";
import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import type { Broker } from "../broker/with-connection.ts";
import type { CliCommand, CliContext, ExitCode, Given } from "../command.ts";
import type { FoundEvent } from "../explain/find-event.ts";
import { renderExplanation } from "../explain/render-explanation.ts";
import { parseOptions, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";
import type { Trust } from "../watch/read-event.ts";
import { declareKeys, keyOptionsSchema, trustedKeys } from "../watch/trusted-keys.ts";

const explainOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  ...keyOptionsSchema.shape,
  json: switchOption,
});

const nameOf = ({ cluster, deployment }: FoundEvent): string => `${cluster}/${deployment}`;

const invalid = (value: string | null, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what: "the argument <what>", value, expected });

const listed = (events: readonly FoundEvent[]): string =>
  events.length === 0 ? "no recommendation is stored" : `stored: ${events.map(nameOf).join(", ")}`;

/** The one deployment there is, or the one that is named; null when the name is none. @throws LL_INPUT_INVALID when it is not one */
const eventOfDeployment = (events: readonly FoundEvent[], what: string | null): FoundEvent | null => {
  const named = what === null ? events : events.filter((one) => what === one.deployment || what === nameOf(one));
  const [only] = named;
  if (named.length === 1 && only !== undefined) return only;
  if (named.length > 1) throw invalid(what, `one of ${named.map(nameOf).join(", ")}, or the id of a decision`);
  if (what === null) throw invalid(what, "a deployment or the id of a decision, but no recommendation is stored");
  return null;
};

const find = async (
  { connection }: Broker,
  what: string | null,
  { trust, signal }: { readonly trust: Trust; readonly signal: AbortSignal },
): Promise<FoundEvent> => {
  const { findEvent, lastEvents } = await loadClients();
  const last = await lastEvents(connection, trust);
  const found = eventOfDeployment(last, what) ?? (await findEvent(connection, { id: what ?? "", signal, ...trust }));
  if (found !== null) return found;
  const unsigned = trust.keys === null ? "" : "; only what --public-key signed counts";
  throw invalid(what, `a deployment or the id of a stored decision or event (${listed(last)}${unsigned})`);
};

const explainOne = async (context: CliContext, given: Given): Promise<ExitCode> => {
  const options = parseOptions(explainOptionsSchema, given.options);
  const [what = null] = given.arguments;
  const keys = await trustedKeys(options, context);
  const { stdout, now, signal } = context;
  const { withConnection } = await loadClients();
  await withConnection(context, { options, stream: streamOf("recommendation").name }, async (broker) => {
    const { event } = await find(broker, what, { trust: { keys, now: now() }, signal });
    const explained = explainDecision(event);
    const signature = keys === null ? "not-checked" : "verified";
    const text = options.json
      ? `${JSON.stringify(explained, null, 2)}\n`
      : renderExplanation(explained, { now: now(), signature }, viewOf(stdout));
    await stdout.write(text);
  });
  return 0;
};

export const explain: CliCommand = {
  name: "explain",
  summary: "Explain one decision: why, what would change it, every input with its age, what to do.",
  examples: [
    { line: "loadline explain chat", does: "The decision in force for a deployment of the running demo." },
    { line: "loadline explain 5c0e1a4e-52a1-4c2e-9a57-1f5d6ab1a0b7", does: "Any stored decision or event, by its id." },
    { line: "loadline explain chat --server nats://broker:4222 --json", does: "The same as JSON, the event included." },
  ],
  declare: (command) =>
    declareKeys(declareConnection(command))
      .argument("[what]", "deployment, cluster/deployment, or the id of a decision or event; one deployment needs none")
      .option("--json", "print the explanation as JSON"),
  run: explainOne,
};

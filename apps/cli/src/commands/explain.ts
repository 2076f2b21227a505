import { explainDecision } from "@loadline/wire";
import type { NatsConnection } from "@nats-io/transport-node";
import { withConnection } from "../broker/connection.ts";
import { storedMessages } from "../broker/messages.ts";
import type { CliCommand } from "../command.ts";
import { messages, UserError } from "../messages.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { readEvent, type StoredEvent, type Trust, trustedKeys } from "../recommendations/read-event.ts";
import { renderExplanation } from "../recommendations/render-explanation.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "json"]);

const nameOf = ({ cluster, deployment }: StoredEvent): string => `${cluster}/${deployment}`;

/** The latest event of every deployment, ordered by cluster and name. */
const latestEvents = async (connection: NatsConnection, trust: Trust): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const message of storedMessages(connection, { kind: "recommendation", from: "latest" })) {
    const read = readEvent(message, trust);
    if (read.kind === "event") events.push(read);
  }
  return events.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
};

/** The event with this id, or the first that published the decision with this id; null when neither is stored. */
const eventById = async (
  connection: NatsConnection,
  id: string,
  { trust, signal }: { readonly trust: Trust; readonly signal: AbortSignal },
): Promise<StoredEvent | null> => {
  for await (const message of storedMessages(connection, { kind: "recommendation", from: "all", signal })) {
    if (!Buffer.from(message.data).includes(id)) continue;
    const read = readEvent(message, trust);
    if (read.kind === "event" && (read.event.id === id || read.event.data.decision.id === id)) return read;
  }
  return null;
};

/** The only deployment, the one that is named, or the decision or event with this id. @throws UserError when there is none */
const find = async (
  connection: NatsConnection,
  what: string | undefined,
  settings: { readonly trust: Trust; readonly signal: AbortSignal },
): Promise<StoredEvent> => {
  const events = await latestEvents(connection, settings.trust);
  const names = events.map(nameOf);
  const named = what === undefined ? events : events.filter((one) => what === one.deployment || what === nameOf(one));
  const [only] = named;
  if (named.length === 1 && only !== undefined) return only;
  if (named.length > 1) throw new UserError(messages.severalDeployments(what, named.map(nameOf)));
  if (what === undefined) throw new UserError(messages.nothingStored());
  const found = await eventById(connection, what, settings);
  if (found === null) throw new UserError(messages.unknownDecision(what, names, settings.trust.keys !== null));
  return found;
};

const run: CliCommand["run"] = async (context, given) => {
  const { publicKey, json, ...connectionTo } = options.read(given.options);
  const keys = await trustedKeys(publicKey, context);
  const { stdout, now, signal } = context;
  await withConnection(context, connectionTo, async ({ connection }) => {
    const { event } = await find(connection, given.arguments[0], { trust: { keys, now: now() }, signal });
    const explained = explainDecision(event);
    await writeAnswer(stdout, json, explained, (view) =>
      renderExplanation(explained, { now: now(), isVerified: keys !== null }, view),
    );
  });
  return 0;
};

export const explain: CliCommand = {
  arguments: [
    ["[what]", "deployment, cluster/deployment, or the id of a decision or event; one deployment needs none"],
  ],
  options,
  examples: [
    { line: "loadline explain chat", does: "The decision in force for a deployment of the running demo." },
    { line: "loadline explain 5c0e1a4e-52a1-4c2e-9a57-1f5d6ab1a0b7", does: "Any stored decision or event, by its id." },
    { line: "loadline explain chat --server nats://broker:4222 --json", does: "The same as JSON, the event included." },
  ],
  run,
};

import { messages, UserError } from "@loadline/planner/messages";
import { storedMessages } from "@loadline/runtime/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import { type ConnectionOptions, withConnection } from "../broker/connection.ts";
import type { CliContext } from "../command.ts";
import { readEvent, type StoredEvent, type Trust, trustedKeys } from "./read-event.ts";

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
export const findEvent = async (
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

/** The same at the server of the options, and whether a trusted key has signed it. */
export const findAsked = async (
  context: CliContext,
  asked: ConnectionOptions & { readonly publicKey: readonly string[] | undefined },
  what: string | undefined,
): Promise<StoredEvent & { readonly isVerified: boolean }> => {
  const keys = await trustedKeys(asked.publicKey, context);
  const settings = { trust: { keys, now: context.now() }, signal: context.signal };
  const found = await withConnection(context, asked, ({ connection }) => findEvent(connection, what, settings));
  return { ...found, isVerified: keys !== null };
};

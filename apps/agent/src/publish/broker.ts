import { connectNats } from "@loadline/wire/nats";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { Outbox, Send } from "./outbox.ts";
import { parsePubAck } from "./pub-ack.ts";

export type Connection = Awaited<ReturnType<typeof connectNats>>;

export interface BrokerSettings {
  readonly server: string;
  readonly cluster: string;
  /** A subject token. */
  readonly node: string;
  readonly user: string | null;
  /** A function is asked at each connection: a password that was rotated is taken without a restart. */
  readonly password: string | (() => string) | null;
}

export interface BrokerDeps {
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** Distinguishes this process's inbox from an earlier one's. */
  readonly bootId: string;
  readonly onPermissionError: () => void;
}

/** Own prefix, so that permissions can keep agents from reading each other's answers. */
export const inboxPrefixOf = (node: string): string => `_INBOX_${node}`;

/**
 * Connects, for as long as it takes, and keeps the outbox told of the link. Messages are published with a reply
 * subject and the answers counted here, which costs a fraction of one request with its own timer per message.
 */
export const openBroker = async (settings: BrokerSettings, deps: BrokerDeps): Promise<Connection> => {
  const inboxPrefix = inboxPrefixOf(settings.node);
  const connection = await connectNats({
    server: settings.server,
    name: `loadline-agent ${settings.cluster}/${settings.node}`,
    inboxPrefix,
    wait: true,
    ...(settings.user === null ? {} : { user: settings.user }),
    ...(settings.password === null ? {} : { password: settings.password }),
  });
  const inbox = `${inboxPrefix}.${deps.bootId}`;
  listenForAnswers(connection, inbox, deps);
  void followStatus(connection, senderOf(connection, inbox), deps);
  deps.outbox.connected(senderOf(connection, inbox));
  deps.logger.info({ server: connection.getServer(), inbox }, "connected to the broker");
  return connection;
};

export interface KeepDeps extends BrokerDeps {
  readonly clock: Clock;
  readonly random: () => number;
}

const reopenSeconds = 5;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/**
 * Keeps a link until the signal. The client library follows outages by itself, but gives up when a broker refuses the
 * credentials; those may be put right, so it is opened again.
 */
export const keepBroker = async (settings: BrokerSettings, deps: KeepDeps, signal: AbortSignal): Promise<void> => {
  const { clock, logger, outbox, random } = deps;
  logger.info({ server: settings.server }, "connecting to the broker");
  while (!signal.aborted) {
    try {
      const connection = await openBroker(settings, deps);
      const closed = await Promise.race([connection.closed(), untilAborted(signal)]);
      if (signal.aborted) return await connection.close();
      outbox.disconnected();
      if (closed instanceof Error) outbox.blocked(closed.message);
    } catch (error) {
      outbox.blocked(error instanceof Error ? error.message : String(error));
    }
    await clock.sleep(reopenSeconds * (0.5 + random()), signal);
  }
};

const senderOf =
  (connection: Connection, inbox: string): Send =>
  ({ id, subject, payload }) => {
    if (payload.byteLength > (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) return "too-large";
    if (connection.isClosed()) return "closed";
    connection.publish(subject, payload, { reply: `${inbox}.${id}` });
    return "sent";
  };

const listenForAnswers = (connection: Connection, inbox: string, { outbox }: BrokerDeps): void => {
  connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return;
      const id = Number(message.subject.slice(inbox.length + 1));
      if (Number.isSafeInteger(id)) outbox.answered(id, parsePubAck(message.headers?.code ?? 0, message.data));
    },
  });
};

const isPermissionError = (error: Error): boolean => error.name === "PermissionViolationError";

/** A refused publish shows here and nowhere else. */
const followStatus = async (connection: Connection, send: Send, deps: BrokerDeps): Promise<void> => {
  for await (const status of connection.status()) {
    if (status.type === "disconnect" || status.type === "close") deps.outbox.disconnected();
    if (status.type === "reconnect") deps.outbox.connected(send);
    if (status.type !== "error") continue;
    if (isPermissionError(status.error)) deps.onPermissionError();
    deps.outbox.blocked(status.error.message);
  }
};

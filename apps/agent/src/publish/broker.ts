import { reasonOf } from "@loadline/model";
import { connectNats, shownAddress } from "@loadline/runtime/nats";
import type { BrokerSecurity } from "@loadline/runtime/settings";
import type { Clock } from "../system/clock.ts";
import type { Logger } from "../system/logger.ts";
import type { Outbox, PubAck, Send } from "./outbox.ts";

/** Status of the broker's own answer when no stream has the subject. */
const noResponders = 503;

interface AckBody {
  readonly stream?: unknown;
  readonly seq?: unknown;
  readonly error?: { readonly description?: unknown; readonly err_code?: unknown };
}

const bodyOf = (payload: Uint8Array): AckBody | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
};

/** Reads the answer to a publish. Never throws. */
export const parsePubAck = (status: number, payload: Uint8Array): PubAck => {
  if (status === noResponders) return { kind: "no-stream" };
  const body = bodyOf(payload);
  if (body === null) return { kind: "refused", detail: "the answer is not JSON" };
  if (body.error !== undefined) {
    return { kind: "refused", detail: `${String(body.error.description)} (code ${String(body.error.err_code)})` };
  }
  return typeof body.stream === "string" && typeof body.seq === "number"
    ? { kind: "stored" }
    : { kind: "refused", detail: "the answer names no stream" };
};

export type Connection = Awaited<ReturnType<typeof connectNats>>;

export interface BrokerSettings {
  readonly server: string;
  readonly cluster: string;
  /** A subject token. */
  readonly node: string;
  readonly user: string | null;
  /** A function is called at each connection, so that a rotated password needs no restart. */
  readonly password: string | (() => string) | null;
  readonly security?: BrokerSecurity;
}

interface BrokerDeps {
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** Separates the inbox of this process from those of earlier ones. */
  readonly bootId: string;
  readonly onPermissionError: () => void;
}

/**
 * Connects, for as long as it takes, and reports the state of the connection to the outbox. Messages are published with a
 * reply subject and the answers received here, which costs a fraction of one request with a timer per message.
 */
export const openBroker = async (settings: BrokerSettings, deps: BrokerDeps): Promise<Connection> => {
  // A prefix of its own, so that permissions can prevent agents from reading each other's answers.
  const inboxPrefix = `_INBOX_${settings.node}`;
  const connection = await connectNats({
    server: settings.server,
    name: `loadline-agent ${settings.cluster}/${settings.node}`,
    inboxPrefix,
    wait: true,
    ...(settings.security === undefined ? {} : { security: settings.security }),
    ...(settings.user === null ? {} : { user: settings.user }),
    ...(settings.password === null ? {} : { password: settings.password }),
  });
  // The client reads the name of each answer letter by letter.
  const inbox = `${inboxPrefix}.${deps.bootId.slice(0, 8)}`;
  receiveAnswers(connection, inbox, deps);
  void followStatus(connection, senderOf(connection, inbox), deps);
  deps.outbox.connected(senderOf(connection, inbox));
  deps.logger.info({ server: connection.getServer(), inbox }, "connected to the broker");
  return connection;
};

interface KeepDeps extends BrokerDeps {
  readonly clock: Clock;
  readonly random: () => number;
}

const reopenSeconds = 5;
/** Longer than a broker takes to start; an address that is wrong looks the same. */
const unansweredSeconds = 10;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** A connection; meanwhile a broker that does not answer is reported, with its address. */
const openReported = async (settings: BrokerSettings, deps: KeepDeps): Promise<Connection> => {
  const problem = `no broker answers at ${shownAddress(settings.server)}; check that it runs, its address and, with TLS, natsCaFile`;
  return openBroker(settings, deps).finally(deps.clock.after(unansweredSeconds, () => deps.outbox.blocked(problem)));
};

/**
 * Holds a connection until the signal. The client library reconnects by itself after an outage, but gives up when a broker
 * refuses the credentials; those may be corrected, so a new connection is opened.
 */
export const keepBroker = async (settings: BrokerSettings, deps: KeepDeps, signal: AbortSignal): Promise<void> => {
  const { clock, logger, outbox, random } = deps;
  logger.info({ server: settings.server }, "connecting to the broker");
  while (!signal.aborted) {
    try {
      const connection = await openReported(settings, deps);
      const closed = await Promise.race([connection.closed(), untilAborted(signal)]);
      if (signal.aborted) return await connection.close();
      outbox.disconnected();
      if (closed instanceof Error) outbox.blocked(closed.message);
    } catch (error) {
      outbox.blocked(reasonOf(error));
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

const receiveAnswers = (connection: Connection, inbox: string, { outbox }: BrokerDeps): void => {
  connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return;
      const id = Number(message.subject.slice(inbox.length + 1));
      if (Number.isSafeInteger(id)) outbox.answered(id, parsePubAck(message.headers?.code ?? 0, message.data));
    },
  });
};

/** A refused publish is visible here only. */
const followStatus = async (connection: Connection, send: Send, deps: BrokerDeps): Promise<void> => {
  for await (const status of connection.status()) {
    if (status.type === "disconnect" || status.type === "close") deps.outbox.disconnected();
    if (status.type === "reconnect") deps.outbox.connected(send);
    if (status.type !== "error") continue;
    if (status.error.name === "PermissionViolationError") deps.onPermissionError();
    deps.outbox.blocked(status.error.message);
  }
};

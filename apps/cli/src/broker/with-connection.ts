import { LoadlineError } from "@loadline/core";
import { connectNats, refusalIn } from "@loadline/wire/nats";
import { JetStreamApiCodes, JetStreamApiError } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { CliContext } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";
import { userPath } from "../user-path.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { findServer } from "./find-server.ts";

export interface Broker {
  readonly connection: NatsConnection;
  /** As it was given. */
  readonly server: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Errors that mean that nobody answered. */
const silences: readonly string[] = [
  "ClosedConnectionError",
  "ConnectionError",
  "DrainingConnectionError",
  "TimeoutError",
];

interface Asked {
  readonly server: string;
  readonly user: string | null;
  readonly stream: string | null;
}

/** What the broker refused, in words that say where. */
const refusal = (error: unknown, { server, user, stream }: Asked): LoadlineError => {
  if (error instanceof LoadlineError) return error;
  const refused = refusalIn(error);
  if (refused !== null)
    return new LoadlineError("LL_NATS_REFUSED", { server, user, detail: refused }, { cause: error });
  const missing = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
  if (missing && stream !== null) return new LoadlineError("LL_STREAM_MISSING", { stream }, { cause: error });
  const detail = messageOf(error);
  if (error instanceof Error && silences.includes(error.name)) {
    return new LoadlineError("LL_NATS_UNREACHABLE", { server, detail }, { cause: error });
  }
  const expected = `a NATS server that grants this request; it answered: ${detail}`;
  return new LoadlineError("LL_CONFIG_INVALID", { key: "server", value: server, expected }, { cause: error });
};

/** Errors of the client library that tell about the broker; others are faults of this program and stay as they are. */
const brokerErrors: readonly string[] = [
  ...silences,
  "AuthorizationError",
  "ConsumerNotFoundError",
  "JetStreamApiError",
  "JetStreamError",
  "JetStreamNotEnabled",
  "JetStreamStatusError",
  "NoRespondersError",
  "PermissionViolationError",
  "ProtocolError",
  "RequestError",
  "StreamNotFoundError",
  "UserAuthenticationExpiredError",
];

const isBrokerError = (error: unknown): error is Error =>
  error instanceof Error && (brokerErrors.includes(error.name) || error instanceof JetStreamApiError);

export interface Wish {
  readonly options: ConnectionOptions;
  /** The stream that the work reads, named when the broker does not have it. */
  readonly stream?: string;
}

/**
 * Connects, works and closes, whatever happens.
 * @throws LL_CONFIG_INVALID without an address, LL_NATS_UNREACHABLE, LL_STREAM_MISSING, LL_FILE_UNREADABLE
 */
export const withConnection = async <T>(
  context: CliContext,
  { options, stream }: Wish,
  work: (broker: Broker) => Promise<T>,
): Promise<T> => {
  const server = findServer({ flag: options.server, env: context.env, cwd: context.cwd });
  const { user, passwordFile } = options;
  const password =
    passwordFile === undefined ? undefined : (await readTextFile(userPath(passwordFile, context))).trim();
  const connection = await connectNats({
    server,
    name: "loadline-cli",
    wait: false,
    // Roles hear replies on a subject of their own only; see deploy/nats.
    ...(user === undefined ? {} : { user, inboxPrefix: `_INBOX_${user}` }),
    ...(password === undefined ? {} : { password }),
  });
  try {
    return await work({ connection, server });
  } catch (error) {
    if (isBrokerError(error)) throw refusal(error, { server, user: user ?? null, stream: stream ?? null });
    throw error;
  } finally {
    await connection.close();
  }
};

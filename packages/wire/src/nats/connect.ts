import { LoadlineError } from "@loadline/core";
import { connect, type NatsConnection, type NodeConnectionOptions } from "@nats-io/transport-node";

export interface ConnectSettings {
  /** nats://host:port, several separated by commas. */
  readonly server: string;
  /** Shown in the server's connection list. */
  readonly name: string;
  /** Own inbox prefix, so that permissions can keep one client from reading another's replies. */
  readonly inboxPrefix?: string;
  /** Path of a credentials file is read by the caller; this takes user and password. */
  readonly user?: string;
  readonly password?: string;
  /** True: keep trying until a server answers. False: fail at once when none does. */
  readonly wait?: boolean;
}

/**
 * Options every part connects with. The library's defaults give up after 10 attempts and notice a half-open
 * link only after minutes.
 */
export const connectOptions = (settings: ConnectSettings): NodeConnectionOptions => ({
  servers: settings.server.split(",").map((server) => server.trim()),
  name: settings.name,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 1_000,
  reconnectJitter: 500,
  reconnectJitterTLS: 1_000,
  pingInterval: 10_000,
  maxPingOut: 2,
  timeout: 5_000,
  noEcho: true,
  waitOnFirstConnect: settings.wait ?? true,
  ...(settings.inboxPrefix === undefined ? {} : { inboxPrefix: settings.inboxPrefix }),
  ...(settings.user === undefined ? {} : { user: settings.user }),
  ...(settings.password === undefined ? {} : { pass: settings.password }),
});

/** Names of the client library's errors that mean: a server answered, and does not let this account in or do this. */
const refusals: readonly string[] = [
  "AuthorizationError",
  "PermissionViolationError",
  "UserAuthenticationExpiredError",
];

/** The refusal in an error or in what caused it; null for every other error. */
export const refusalIn = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (refusals.includes(error.name) || /^(Authorization|Permissions) Violation/.test(error.message))
    return error.message;
  return error.cause === undefined ? null : refusalIn(error.cause);
};

/**
 * Connects with {@link connectOptions}.
 * @throws LL_NATS_UNREACHABLE when `wait` is false and nobody answers, LL_NATS_REFUSED when the account is not let in
 */
export const connectNats = async (settings: ConnectSettings): Promise<NatsConnection> => {
  try {
    return await connect(connectOptions(settings));
  } catch (cause) {
    const { server, user = null } = settings;
    const refusal = refusalIn(cause);
    if (refusal !== null) throw new LoadlineError("LL_NATS_REFUSED", { server, user, detail: refusal }, { cause });
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_NATS_UNREACHABLE", { server: settings.server, detail }, { cause });
  }
};

import { LoadlineError } from "@loadline/core";
import {
  connect,
  type NatsConnection,
  type NodeConnectionOptions,
  usernamePasswordAuthenticator,
} from "@nats-io/transport-node";

export interface ConnectSettings {
  /** nats://host:port, several separated by commas. */
  readonly server: string;
  /** Shown in the server's connection list. */
  readonly name: string;
  /** Own inbox prefix, so that permissions can keep one client from reading another's replies. */
  readonly inboxPrefix?: string;
  /** Path of a credentials file is read by the caller; this takes user and password. */
  readonly user?: string;
  /** A function is asked at each connection: a password that was rotated is taken without a restart. */
  readonly password?: string | (() => string);
  /** True: keep trying until a server answers. False: fail at once when none does. */
  readonly wait?: boolean;
  /**
   * True: a connection whose credentials are refused when it is made again goes on trying, as they may be put right. By
   * itself the client library gives up at the second refusal, for good.
   */
  readonly outlastsRefusals?: boolean;
}

const credentialsIn = ({ user, password }: ConnectSettings): Partial<NodeConnectionOptions> =>
  typeof password === "function"
    ? { authenticator: usernamePasswordAuthenticator(user ?? "", password) }
    : { ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { pass: password }) };

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
  ignoreAuthErrorAbort: settings.outlastsRefusals ?? false,
  ...(settings.inboxPrefix === undefined ? {} : { inboxPrefix: settings.inboxPrefix }),
  ...credentialsIn(settings),
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

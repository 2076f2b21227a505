import { readFileSync } from "node:fs";
import { LoadlineError, reasonOf } from "@loadline/model";
import {
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from "@nats-io/transport-node";
import type { BrokerSecurity } from "../security-settings.ts";
import { unescaped } from "../settings/listen-address.ts";

export interface ConnectSettings {
  /**
   * nats://host:port, several separated by commas. With tls:// a server without TLS is refused before any credential is
   * sent. User and password may stand in front of the host; files are safer.
   */
  readonly server: string;
  /** Shown in the server's connection list. */
  readonly name: string;
  /** Own inbox prefix, so that permissions can keep one client from reading another's replies. */
  readonly inboxPrefix?: string;
  readonly user?: string;
  /** A function is called at each connection: a password that was rotated is used without a restart. */
  readonly password?: string | (() => string);
  readonly security?: BrokerSecurity;
  /** True: keep trying until a server answers. False: fail at once when none does. */
  readonly wait?: boolean;
  /**
   * True: a connection whose credentials are refused when it is made again goes on trying, as they may be corrected. By
   * itself the client library gives up at the second refusal, for good.
   */
  readonly outlastsRefusals?: boolean;
}

const addressPattern = /^(?<scheme>[a-z]+:\/\/)?(?:(?<user>[^:@]*)(?::(?<password>.*))?@)?(?<host>[^@]*)$/;

/** An address without its credentials, and those. */
const parseAddress = (address: string) => {
  const { scheme = "", user, password, host = "" } = addressPattern.exec(address.trim())?.groups ?? {};
  return { scheme, user, password, address: `${scheme}${host}` };
};

type Credentials = Pick<NodeConnectionOptions, "authenticator" | "user" | "pass" | "token">;

const credentialsOf = ({ user, password, security }: ConnectSettings): Credentials => {
  const {
    natsCredentialsFile: credentials = null,
    natsNkeyFile: nkey = null,
    natsTokenFile: token = null,
  } = security ?? {};
  if (credentials !== null) return { authenticator: credsAuthenticator(() => readFileSync(credentials)) };
  if (nkey !== null) return { authenticator: nkeyAuthenticator(() => Buffer.from(readFileSync(nkey, "utf8").trim())) };
  if (token !== null) return { authenticator: tokenAuthenticator(() => readFileSync(token, "utf8").trim()) };
  if (typeof password === "function") return { authenticator: usernamePasswordAuthenticator(user ?? "", password) };
  return { ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { pass: password }) };
};

/** The addresses without their credentials, whatever characters those have. */
export const shownAddress = (server: string): string =>
  server
    .split(",")
    .map(parseAddress)
    .map(({ scheme, user, address }) =>
      user === undefined ? address : `${scheme}(hidden)@${address.slice(scheme.length)}`,
    )
    .join(",");

/** Credentials of the first address that has some; a user alone is a token. */
const credentialsIn = (addresses: readonly ReturnType<typeof parseAddress>[]): Credentials => {
  const { user, password } = addresses.find((address) => address.user !== undefined) ?? {};
  if (user === undefined) return {};
  if (password === undefined) return { token: unescaped(user) };
  return { user: unescaped(user), pass: unescaped(password) };
};

const tlsOf = ({
  natsCaFile: caFile,
  natsCertificateFile: certFile,
  natsKeyFile: keyFile,
}: Partial<BrokerSecurity>) => ({
  ...(caFile == null ? {} : { caFile }),
  ...(certFile == null ? {} : { certFile }),
  ...(keyFile == null ? {} : { keyFile }),
});

/**
 * Options every part connects with. The library's defaults give up after 10 attempts and notice a half-open
 * link only after minutes.
 */
export const connectOptions = (settings: ConnectSettings): NodeConnectionOptions => {
  const addresses = settings.server.split(",").map(parseAddress);
  const tls = tlsOf(settings.security ?? {});
  const requiresTls = Object.keys(tls).length > 0 || addresses.some(({ scheme }) => scheme === "tls://");
  const given = credentialsOf(settings);
  return {
    servers: addresses.map(({ address }) => address),
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
    ...(requiresTls ? { tls } : {}),
    ...(Object.keys(given).length > 0 ? given : credentialsIn(addresses)),
  };
};

/** Names of the client library's errors that mean: a server answered, and does not let this account in or do this. */
const refusals: readonly string[] = [
  "AuthorizationError",
  "PermissionViolationError",
  "UserAuthenticationExpiredError",
];

/** The refusal in an error or in its cause; null for every other error. */
export const refusalIn = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (refusals.includes(error.name) || /^(Authorization|Permissions) Violation/.test(error.message))
    return error.message;
  return error.cause === undefined ? null : refusalIn(error.cause);
};

/**
 * Connects with {@link connectOptions}.
 * @throws LL_NATS_UNREACHABLE when `wait` is false and nobody answers, LL_NATS_REFUSED when the server refuses the account
 */
export const connectNats = async (settings: ConnectSettings): Promise<NatsConnection> => {
  try {
    return await connect(connectOptions(settings));
  } catch (cause) {
    const { user = null } = settings;
    const server = shownAddress(settings.server);
    const refusal = refusalIn(cause);
    if (refusal !== null) throw new LoadlineError("LL_NATS_REFUSED", { server, user, detail: refusal }, { cause });
    throw new LoadlineError("LL_NATS_UNREACHABLE", { server, detail: reasonOf(cause) }, { cause });
  }
};

/**
 * A password that is read again at each connection, so that a rotated one is taken without a restart; the last one where it
 * cannot be read then.
 * @param read its file; the end of the line is left out. @throws what `read` throws at first
 */
export const rotatedPassword = (read: () => string): (() => string) => {
  let last = read().trim();
  return () => {
    try {
      last = read().trim();
    } catch {
      // Being replaced: asked again at the next try.
    }
    return last;
  };
};

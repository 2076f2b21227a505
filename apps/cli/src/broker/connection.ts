import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LoadlineError } from "@loadline/model";
import { isCodedError, reasonOf } from "@loadline/planner/messages";
import type { connectionOptions, OptionValues } from "@loadline/planner/options";
import { connectNats, refusalIn, shownAddress } from "@loadline/runtime/nats";
import { JetStreamApiError } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";

const demoFile = z.object({ server: z.string().min(1), pid: z.number().int().positive() });

/** The folder and every folder above it. */
const upwards = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Server of the demo that this file describes; null for a demo that has ended and a text that is none. */
const demoServer = (path: string): string | null => {
  if (!existsSync(path)) return null;
  try {
    const { server, pid } = demoFile.parse(JSON.parse(readFileSync(path, "utf8")));
    return isRunning(pid) ? server : null;
  } catch {
    return null;
  }
};

/**
 * Address of the NATS server: the flag, else LOADLINE_SERVER, else that of a demo running in this folder or one above.
 * @throws LL_CONFIG_INVALID when none of them gives one
 */
export const findServer = (flag: string | undefined, { env, cwd }: Pick<CliContext, "env" | "cwd">): string => {
  const configured = flag ?? env["LOADLINE_SERVER"];
  if (configured !== undefined && configured.trim() !== "") return configured;
  // Package runners change the working folder and leave the caller's own in INIT_CWD.
  const demos = [env["INIT_CWD"] ?? cwd, cwd]
    .flatMap(upwards)
    .map((folder) => demoServer(join(folder, ".loadline", "demo.json")));
  const demo = demos.find((server) => server !== null);
  if (demo !== undefined && demo !== null) return demo;
  throw new LoadlineError("LL_CONFIG_INVALID", {
    key: "server",
    value: null,
    expected:
      "an address such as nats://127.0.0.1:4222 by --server or LOADLINE_SERVER, or a running demo (npm run demo)",
  });
};

export type ConnectionOptions = OptionValues<(typeof connectionOptions)[number]>;

export interface Broker {
  readonly connection: NatsConnection;
  /** Its address without credentials. */
  readonly server: string;
}

/** Names of errors of the client library for a server that does not answer. */
const unreachable = ["ClosedConnectionError", "ConnectionError", "DrainingConnectionError", "TimeoutError"];

/** Names of errors of the client library for a request that the server refuses; others are errors of this program. */
const refused = [
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

/** An error of the client library as one that names the server; every other error as it is. */
const brokerError = (cause: unknown, server: string, user: string | null): unknown => {
  if (!(cause instanceof Error) || isCodedError(cause)) return cause;
  const detail = refusalIn(cause);
  if (detail !== null) return new LoadlineError("LL_NATS_REFUSED", { server, user, detail }, { cause });
  if (unreachable.includes(cause.name))
    return new LoadlineError("LL_NATS_UNREACHABLE", { server, detail: reasonOf(cause) }, { cause });
  if (!(refused.includes(cause.name) || cause instanceof JetStreamApiError)) return cause;
  const expected = `a NATS server that grants this request; it answered: ${cause.message}`;
  return new LoadlineError("LL_CONFIG_INVALID", { key: "server", value: server, expected }, { cause });
};

/**
 * Connects, works and closes, whatever happens.
 * @throws LL_CONFIG_INVALID without an address, LL_NATS_UNREACHABLE, LL_NATS_REFUSED, LL_FILE_UNREADABLE
 */
export const withConnection = async <T>(
  context: CliContext,
  { server: flag, user, passwordFile, ...files }: ConnectionOptions,
  work: (broker: Broker) => Promise<T>,
): Promise<T> => {
  const server = findServer(flag, context);
  const shown = shownAddress(server);
  const password = passwordFile === undefined ? undefined : (await readText(userPath(passwordFile, context))).trim();
  const pathOf = (path: string | undefined): string | null => (path === undefined ? null : userPath(path, context));
  const connection = await connectNats({
    server,
    name: "loadline-cli",
    wait: false,
    // Roles receive replies on a subject of their own only; see deploy/nats.
    ...(user === undefined ? {} : { user, inboxPrefix: `_INBOX_${user}` }),
    ...(password === undefined ? {} : { password }),
    security: {
      natsCaFile: pathOf(files.natsCaFile),
      natsCertificateFile: pathOf(files.natsCertificateFile),
      natsKeyFile: pathOf(files.natsKeyFile),
      natsCredentialsFile: pathOf(files.natsCredentialsFile),
      natsNkeyFile: pathOf(files.natsNkeyFile),
      natsTokenFile: pathOf(files.natsTokenFile),
    },
  });
  try {
    return await work({ connection, server: shown });
  } catch (error) {
    throw brokerError(error, shown, user ?? null);
  } finally {
    await connection.close();
  }
};

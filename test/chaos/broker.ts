import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { passwordVariable, renderNatsConfig, usersOf } from "@loadline/protocol";
import { freePort, natsServerProgram, serverBinary, waitFor } from "@loadline/servers";
import type { Child } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";

export const cluster = "demo";
export const administrator = "admin";

/** A nats-server with the generated roles, on one port and one store whatever happens to it. */
export interface Broker {
  readonly port: number;
  readonly folder: string;
  /** Its store is on a small file system of its own. */
  readonly hasSmallStore: boolean;
  /** Gives that file system back; the server is to be down. */
  readonly release: () => void;
  readonly child: () => Child;
  readonly passwordOf: (user: string) => string;
  readonly passwordFileOf: (user: string) => string;
  readonly up: () => boolean;
  /** SIGKILL, or SIGTERM where `gently`. */
  readonly down: (gently?: boolean) => Promise<void>;
  /** @param refused users whose passwords were changed */
  readonly start: (refused?: readonly string[]) => Promise<void>;
  /** Copies the store; the server is to be down. */
  readonly backUp: () => void;
  /** Puts the older copy in place of the store; the server is to be down. */
  readonly restore: () => void;
  /** Empties the store; the server is to be down. */
  readonly wipe: () => void;
}

export interface BrokerUsers {
  readonly agents: readonly string[];
  readonly recommenders: readonly string[];
}

const passwordOf = (user: string): string => `secret-of-${user}`;

const answers = async (port: number): Promise<true | null> => {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/healthz?js-enabled-only=true`);
    return ok ? true : null;
  } catch {
    return null;
  }
};

const secondsToStart = 60;

/** The one that starts without its own account is the fleet, which stands for the world. */
const configOf = ({
  agents,
  recommenders,
}: BrokerUsers): { readonly text: string; readonly users: readonly string[] } => {
  const policy = {
    version: 1 as const,
    cluster,
    agents: [...agents],
    recommenders: [...recommenders],
    actuators: ["actuator"],
    planners: [],
    readers: [],
    administrators: [administrator],
  };
  return {
    text: `${renderNatsConfig(policy)}no_auth_user: ${administrator}\n`,
    users: usersOf(policy).map(({ user }) => user),
  };
};

// Far more than a run stores; JetStream takes its streams' sizes as bounds, not as reservations.
const smallStoreMebibytes = 256;

/** A small file system for the store, so that it can be filled. @returns false where this user may not mount one */
const mountStore = (store: string): boolean =>
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${smallStoreMebibytes}m`, "tmpfs", store]).status === 0;

/** Prepares it in the folder of the group; nothing runs before `start`. */
export const prepareBroker = async (group: ProcessGroup, names: BrokerUsers): Promise<Broker> => {
  const folder = join(group.folder, "nats");
  const [store, older, config] = [join(folder, "store"), join(folder, "older"), join(folder, "nats.conf")];
  mkdirSync(join(folder, "passwords"), { recursive: true });
  mkdirSync(store, { recursive: true });
  const hasSmallStore = mountStore(store);
  const { text, users } = configOf(names);
  // The server would else offer less than what the streams are bounded to.
  writeFileSync(config, hasSmallStore ? text.replace("jetstream {", "jetstream { max_file_store: 64GB,") : text);
  const passwordFileOf = (user: string): string => join(folder, "passwords", user);
  for (const user of users) writeFileSync(passwordFileOf(user), passwordOf(user), { mode: 0o600 });
  const [port, monitoring] = [await freePort(), await freePort()];
  let child: Child | null = null;
  const environment = (refused: readonly string[]) =>
    Object.fromEntries(
      users.map((user) => [passwordVariable(user), refused.includes(user) ? "changed-meanwhile" : passwordOf(user)]),
    );
  const start = async (refused: readonly string[] = []): Promise<void> => {
    const args = ["-c", config, "-a", "127.0.0.1", "-p", String(port), "-m", String(monitoring), "-js", "-sd", store];
    child = group.start({
      name: "nats-server",
      program: serverBinary(natsServerProgram),
      args,
      env: environment(refused),
    });
    await waitFor(() => answers(monitoring), { what: "nats-server", seconds: secondsToStart, everySeconds: 0.05 });
  };
  // What is in it, not the folder itself, which may be a mounted file system.
  const wipe = (): void => {
    for (const name of readdirSync(store)) rmSync(join(store, name), { recursive: true, force: true });
  };
  const running = (): Child => {
    if (child === null) throw new Error("the broker was not started");
    return child;
  };
  return {
    port,
    folder,
    hasSmallStore,
    release: () => {
      if (hasSmallStore) spawnSync("umount", [store]);
    },
    child: running,
    passwordOf,
    passwordFileOf,
    up: () => child !== null && child.exitCode() === null,
    down: (gently = false) => (gently ? running().stop() : running().kill()),
    start,
    backUp: () => {
      rmSync(older, { recursive: true, force: true });
      cpSync(store, older, { recursive: true });
    },
    restore: () => {
      if (!existsSync(older)) return;
      wipe();
      cpSync(older, store, { recursive: true });
    },
    wipe,
  };
};

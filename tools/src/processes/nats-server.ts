import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Child } from "./child.ts";
import { endedEarly } from "./part-died.ts";
import type { ProcessGroup } from "./process-group.ts";
import { natsServerProgram, serverBinary } from "./server-binary.ts";
import { waitFor } from "./wait-for.ts";

export interface NatsServer {
  readonly url: string;
  readonly child: Child;
}

/** The file in which a nats-server tells the ports that the system gave it. */
const portsIn = (folder: string, pid: number): string | null => {
  const name = readdirSync(folder).find((file) => file.endsWith(`_${pid}.ports`));
  if (name === undefined) return null;
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { nats?: readonly string[] };
    return nats?.[0] ?? null;
  } catch {
    return null; // Half written; asked again.
  }
};

/** Starts a nats-server with JetStream on a port of the system's choice; its ports file, named by pid, proves that it is ours. */
export const startNatsServer = async (group: ProcessGroup, port = -1): Promise<NatsServer> => {
  const folder = join(group.folder, "nats");
  const ports = join(folder, "ports");
  mkdirSync(ports, { recursive: true });
  const child = group.start({
    name: "nats-server",
    program: serverBinary(natsServerProgram),
    args: ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", join(folder, "store"), "--ports_file_dir", ports],
  });
  const url = await waitFor(() => portsIn(ports, child.pid), {
    what: "the port of nats-server",
    seconds: 20,
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });
  return { url, child };
};

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { natsServerArguments, natsServerProgram, natsServerUrl, serverBinary, waitFor } from "@loadline/servers";
import type { Child } from "./child.ts";
import { endedEarly } from "./child.ts";
import type { ProcessGroup } from "./process-group.ts";

export interface NatsServer {
  readonly url: string;
  readonly child: Child;
}

/** Starts a nats-server with JetStream in the group's folder; port -1 takes a free one. */
export const startNatsServer = async (group: ProcessGroup, port = -1): Promise<NatsServer> => {
  const folder = join(group.folder, "nats");
  mkdirSync(folder, { recursive: true });
  const child = group.start({
    name: "nats-server",
    program: serverBinary(natsServerProgram),
    args: natsServerArguments(folder, port),
  });
  const url = await waitFor(() => natsServerUrl(folder, child.pid), {
    what: "nats-server",
    seconds: 20,
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });
  return { url, child };
};

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@loadline/servers";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import { imageArguments } from "@loadline/tools/release/image-parts";
import { repositoryRoot } from "@loadline/tools/repository";
import { type Broker, cluster } from "./broker.ts";
import type { Network } from "./network.ts";
import { Part } from "./part.ts";

export interface Node {
  readonly name: string;
  readonly agent: Part;
  /** File whose text says what its nvidia-smi does. */
  readonly setNvidiaSmi: (mode: "as-it-is" | "hanging" | "garbage" | "cut") => void;
}

export const leaseSeconds = 5;
export const heartbeatSeconds = 5;
export const freshnessSeconds = 8;
export const nodeNames = ["h100-1", "h100-2", "a100-1"] as const;
export const built = (path: string): string => join(repositoryRoot, path);

const wrapperOf = (folder: string, real: string): string => `#!/bin/sh
case "$(cat "${folder}/mode" 2>/dev/null)" in
  hanging) exec sleep 600;;
  garbage) head -c 4096 /dev/urandom; exit 3;;
  cut) exec "${real}" "$@" | head -c 3000;;
  *) exec "${real}" "$@";;
esac
`;

export type OnEnd = (part: Part, code: number | string) => void;

export const recommenderPart = async (
  group: ProcessGroup,
  name: string,
  o: { broker: Broker; network: Network; plan: string; key: string; onUnexpectedEnd: OnEnd },
): Promise<Part> => {
  const port = await freePort();
  return new Part(
    group,
    {
      name,
      program: process.execPath,
      args: [
        ...imageArguments("loadline-recommender"),
        "--plan",
        o.plan,
        "--server",
        `nats://127.0.0.1:${o.network.port}`,
        "--listen",
        `127.0.0.1:${port}`,
        "--nats-user",
        name,
        "--nats-password-file",
        o.broker.passwordFileOf(name),
        "--signing-key",
        o.key,
        "--interval-seconds",
        "1",
        "--heartbeat-seconds",
        String(heartbeatSeconds),
        "--window-seconds",
        "10",
        "--freshness-seconds",
        String(freshnessSeconds),
        "--warm-up-seconds",
        "10",
        "--lease-seconds",
        String(leaseSeconds),
        "--scale-down-stabilisation-seconds",
        "20",
        "--checkpoint-seconds",
        "2",
        "--replay-seconds",
        "120",
      ],
    },
    { port, onUnexpectedEnd: o.onUnexpectedEnd },
  );
};

export const nodeOf = async (
  group: ProcessGroup,
  name: string,
  o: { broker: Broker; network: Network; onUnexpectedEnd: OnEnd },
): Promise<Node> => {
  const folder = join(group.folder, "nodes", name);
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "nvidia-smi");
  writeFileSync(program, wrapperOf(folder, join(group.folder, "fleet", name, "nvidia-smi")));
  chmodSync(program, 0o755);
  writeFileSync(join(folder, "engines.json"), "[]");
  const port = await freePort();
  const agent = new Part(
    group,
    {
      name: `agent ${name}`,
      program: process.execPath,
      args: [
        ...imageArguments("loadline-agent"),
        "--cluster",
        cluster,
        "--node",
        name,
        "--server",
        `nats://127.0.0.1:${o.network.port}`,
        "--user",
        name,
        "--password-file",
        o.broker.passwordFileOf(name),
        "--interval-seconds",
        "1",
        "--listen",
        `127.0.0.1:${port}`,
        "--nvidia-smi",
        program,
        "--engines-file",
        join(folder, "engines.json"),
        "--nvidia-smi-deadline-seconds",
        "3",
      ],
    },
    { port, onUnexpectedEnd: o.onUnexpectedEnd },
  );
  return { name, agent, setNvidiaSmi: (mode) => writeFileSync(join(folder, "mode"), mode) };
};

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  freePort,
  natsServerArguments,
  natsServerProgram,
  natsServerUrl,
  serverBinary,
  waitFor,
} from "@loadline/servers";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import { repositoryRoot } from "@loadline/tools/repository";
import { deployment, shape } from "./engines.ts";

/** What a plan states of the replica, right or wrong. */
export interface Planned {
  readonly cluster: string;
  readonly gpu?: string;
  readonly model?: string;
}

export interface Observation {
  /** Seconds since the line was started. */
  readonly at: number;
  readonly desired: number | null;
  readonly ready: number | null;
  readonly verdict: string;
  readonly message: string;
  /** Requests/s of one replica; null while unknown. */
  readonly capacity: number | null;
}

/** An agent and a recommender beside the engines, under one plan. */
export interface Line {
  readonly planned: Planned;
  readonly look: () => Promise<Observation | null>;
}

const planText = ({ cluster, gpu, model }: Planned): string =>
  JSON.stringify({
    version: 1,
    cluster,
    pools: [{ name: "cores", ...(gpu === undefined ? {} : { gpu }), gpusPerNode: 1, nodes: 4 }],
    deployments: [
      {
        name: deployment,
        ...(model === undefined ? {} : { model }),
        pool: "cores",
        engineConfig: { maxSequences: 32, maxModelLen: 2048 },
        slo: { timeToFirstTokenSeconds: 2 },
        replicas: { planned: 1, min: 1, max: 4 },
        reserveReplicas: 0,
        leadTimeSeconds: 60,
        expected: { ...shape, requestsPerSecond: 2 },
      },
    ],
  });

interface Listed {
  readonly deployment: string;
  readonly decision: { readonly desired: number | null; readonly verdict: string; readonly message: string };
  readonly replicas: { readonly ready: number | null };
  readonly capacity: { readonly kind: string; readonly requestsPerSecond?: number };
}

export const startNats = async (group: ProcessGroup): Promise<string> => {
  const child = group.start({
    name: "nats-server",
    program: serverBinary(natsServerProgram),
    args: natsServerArguments(group.folder),
  });
  return waitFor(() => natsServerUrl(group.folder, child.pid), { what: "nats-server" });
};

const built = (path: string): string => join(repositoryRoot, path);

/** Starts both; the recommender answers once its first tick is over. */
export const startLine = async (
  group: ProcessGroup,
  planned: Planned,
  {
    server,
    enginesFile,
    startedAt,
  }: { readonly server: string; readonly enginesFile: string; readonly startedAt: number },
): Promise<Line> => {
  const { cluster } = planned;
  const plan = join(group.folder, `${cluster}.json`);
  writeFileSync(plan, planText(planned));
  const ports = { agent: await freePort(), recommender: await freePort() };
  group.start({
    name: `agent ${cluster}`,
    program: process.execPath,
    args: [
      built("apps/agent/dist/main.js"),
      "--cluster",
      cluster,
      "--node",
      "cpu",
      "--server",
      server,
      "--interval-seconds",
      "1",
      "--listen",
      `127.0.0.1:${ports.agent}`,
      "--engines-file",
      enginesFile,
    ],
  });
  group.start({
    name: `recommender ${cluster}`,
    program: process.execPath,
    args: [
      built("apps/recommender/dist/main.js"),
      "--plan",
      plan,
      "--server",
      server,
      "--listen",
      `127.0.0.1:${ports.recommender}`,
      "--ensure-streams",
      "--interval-seconds",
      "2",
      "--scale-down-stabilisation-seconds",
      "60",
      "--warm-up-seconds",
      "10",
    ],
  });
  const look = async (): Promise<Observation | null> => {
    try {
      const answer = await fetch(`http://127.0.0.1:${ports.recommender}/api/v1/deployments`);
      const { deployments } = (await answer.json()) as { readonly deployments: readonly Listed[] };
      const own = deployments.find((one) => one.deployment === deployment);
      if (own === undefined) return null;
      const { desired, verdict, message } = own.decision;
      const capacity = own.capacity.kind === "feasible" ? (own.capacity.requestsPerSecond ?? null) : null;
      const at = performance.now() / 1000 - startedAt;
      return { at, desired, ready: own.replicas.ready, verdict, message, capacity };
    } catch {
      return null; // It does not answer yet.
    }
  };
  await waitFor(look, { what: `recommender of ${cluster}`, seconds: 60, everySeconds: 0.5 });
  return { planned, look };
};

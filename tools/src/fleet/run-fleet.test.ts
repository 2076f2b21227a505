import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, Feedback, subject } from "@loadline/protocol";
import { connectNats, ensureStreams, publishRecommendation } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer, waitFor } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RecommendationChange, recommendationEvent } from "../../test/fleet/recommendation-event.ts";
import type { FleetArguments } from "./read-inputs.ts";
import { runFleet } from "./run-fleet.ts";
import type { fleetStatus } from "./status.ts";

const plan = `
version: 1
cluster: demo
pools: [{ name: pool, gpu: h100-sxm-80gb, nodes: 1, gpusPerNode: 4 }]
deployments:
  - name: chat
    model: llama-3.1-8b
    pool: pool
    slo: { timeToFirstTokenSeconds: 2 }
    replicas: { planned: 2, min: 1, max: 4 }
    expected: { inputTokens: 500, outputTokens: 50, requestsPerSecond: 20 }
`;

interface Running {
  readonly url: string;
  readonly node: { readonly name: string; readonly enginesFile: string };
  readonly stop: () => Promise<void>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

describe("the running fleet, with a real broker", () => {
  let broker: TestNatsServer;
  let connection: NatsConnection;
  let running: Running | null = null;

  beforeEach(async () => {
    broker = await startTestNatsServer();
    connection = await connectNats({ server: broker.url, name: "test" });
    await writeFile(join(broker.folder, "plan.yaml"), plan);
  });
  afterEach(async () => {
    await running?.stop();
    running = null;
    await connection.close();
    await broker.stop();
  });

  const given = (): FleetArguments => ({
    plan: join(broker.folder, "plan.yaml"),
    server: broker.url,
    dir: broker.folder,
    seed: 1,
    speedUp: 288,
    loadFactor: 1,
    leadTime: 0.3,
    startReplicas: "planned",
  });

  const start = async (): Promise<Running> => {
    const stopping = new AbortController();
    let line: string | null = null;
    const announce = (text: string): void => {
      line = text;
    };
    const done = runFleet({ arguments: given(), logger: quiet, signal: stopping.signal, announce });
    const first = await Promise.race([waitFor(() => line, { what: "the announcement" }), done]);
    const { listening, nodes } = JSON.parse(String(first)) as { listening: number; nodes: [Running["node"]] };
    const stop = async (): Promise<void> => {
      stopping.abort();
      await done;
    };
    running = { url: `http://127.0.0.1:${listening}`, node: nodes[0], stop };
    return running;
  };

  const recommend = (change: RecommendationChange) =>
    publishRecommendation(jetstream(connection), recommendationEvent(Date.now() / 1000, change));

  const deploymentOf = async ({ url }: Running) => {
    const status = (await (await fetch(`${url}/status`)).json()) as ReturnType<typeof fleetStatus>;
    return status.deployments[0] ?? null;
  };

  const readyReplicas = (fleet: Running, count: number) =>
    waitFor(
      async () => {
        const deployment = await deploymentOf(fleet);
        return deployment?.ready === count && deployment.pending === 0 ? deployment : null;
      },
      { what: `${count} ready replicas` },
    );

  const engines = async ({ node }: Running) =>
    JSON.parse(await readFile(node.enginesFile, "utf8")) as readonly {
      readonly targets: readonly [string];
      readonly labels: Readonly<Record<string, string>>;
    }[];

  const storedFeedback = async () => {
    const manager = await jetstreamManager(connection);
    const last = await manager.streams.getMessage("LOADLINE_FEEDBACK", {
      last_by_subj: subject({ kind: "feedback", cluster: "demo", name: "chat" }),
    });
    return last === null ? null : decode(Feedback, last.data);
  };

  test("it serves what it lists, follows a recommendation and stores its feedback", async () => {
    await ensureStreams(connection);
    const fleet = await start();
    expect(await engines(fleet)).toHaveLength(2);
    await recommend({ desired: 3 });
    await readyReplicas(fleet, 3);
    const listed = await waitFor(
      async () => {
        const found = await engines(fleet);
        return found.length === 3 ? found : null;
      },
      { what: "three listed engines" },
    );
    expect(new Set(listed.map(({ labels }) => labels["gpus"])).size).toBe(3);
    for (const { targets, labels } of listed) {
      const answer = await fetch(`http://${targets[0]}${labels["__metrics_path__"]}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('vllm:num_requests_running{model_name="llama-3.1-8b"}');
    }
    expect((await fetch(`${fleet.url}/engines/chat-99/metrics`)).status).toBe(404);
    expect((await fetch(`${fleet.url}/status`, { method: "POST" })).status).toBe(405);
    const feedback = await waitFor(storedFeedback, { what: "feedback" });
    expect(feedback).toMatchObject({ kind: "ok", value: { decisionId: "d-1", outcome: "applied", replicas: 3 } });
  });

  test("a recommendation from before its start is followed, but only the last one", async () => {
    await ensureStreams(connection);
    await recommend({ id: "d-1", revision: 1, desired: 1 });
    await recommend({ id: "d-2", revision: 2, desired: 4 });
    const fleet = await start();
    await readyReplicas(fleet, 4);
    expect(await waitFor(storedFeedback, { what: "feedback" })).toMatchObject({ value: { decisionId: "d-2" } });
  });

  test("it serves on while the broker is gone and follows recommendations when it is back", {
    timeout: 60_000,
  }, async () => {
    await ensureStreams(connection);
    const fleet = await start();
    await broker.restart();
    expect(await deploymentOf(fleet)).toMatchObject({ ready: 2 });
    await waitFor(() => recommend({ desired: 1 }).catch(() => null), { what: "the broker" });
    await readyReplicas(fleet, 1);
  });

  test("a broker without the streams is named", async () => {
    await expect(start()).rejects.toMatchObject({ code: "LL_STREAM_MISSING" });
  });
});

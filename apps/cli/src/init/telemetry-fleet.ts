import { decode, Inventory, parseSubject, Telemetry } from "@loadline/protocol";
import { type StoredMessage, storedMessages } from "@loadline/runtime/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import { engineSeries } from "../prometheus/engine-series.ts";
import { nothingMeasured, type ObservedFleet, type ObservedGpus, perRequest } from "../prometheus/observed-fleet.ts";

/** What one node reported: the latest sample, and the first one of each start of each engine. */
interface NodeSamples {
  readonly node: string;
  latest: Telemetry;
  readonly firstOfStart: Map<string, Telemetry>;
}

const startKey = ({ engines }: Telemetry, index: number): string =>
  JSON.stringify([engines.id[index], engines.startedAt[index]]);

/** A broker may store days of samples; of each node only two per engine are kept. */
const addSample = (nodes: Map<string, NodeSamples>, { subject, data }: StoredMessage): void => {
  const decoded = decode(Telemetry, data);
  const node = parseSubject(subject)?.name;
  if (decoded.kind !== "ok" || node === undefined) return;
  const latest = decoded.value;
  const samples = nodes.get(subject) ?? { node, latest, firstOfStart: new Map() };
  samples.latest = latest;
  for (const index of latest.engines.id.keys()) {
    const key = startKey(latest, index);
    if (!samples.firstOfStart.has(key)) samples.firstOfStart.set(key, latest);
  }
  nodes.set(subject, samples);
};

/** One engine in the latest sample of its node, with its counters at the first stored sample of the same start. */
interface Engine {
  readonly id: string;
  readonly deployment: string;
  readonly engine: string | null;
  readonly model: string | null;
  readonly gpus: readonly string[] | null;
  readonly finished: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly requestsPerSecond: number | null;
}

type Counter = "finishedRequestsTotal" | "promptTokensTotal" | "generationTokensTotal";

const enginesOf = ({ node, latest, firstOfStart }: NodeSamples): readonly Engine[] => {
  const { engines } = latest;
  return engines.id.flatMap((id, index): readonly Engine[] => {
    const deployment = engines.deployment[index];
    if (deployment == null || engines.reachable[index] !== true) return [];
    const before = firstOfStart.get(startKey(latest, index)) ?? latest;
    const seconds = latest.sampledAt - before.sampledAt;
    const increase = (name: Counter): number | null => {
      const [now, then] = [engines[name][index], before.engines[name][before.engines.id.indexOf(id)]];
      return now == null || then == null || now < then ? null : now - then;
    };
    const finished = increase("finishedRequestsTotal");
    return [
      {
        id: `${node}/${id}`,
        deployment,
        engine: engines.engine[index] ?? null,
        model: engines.model[index] ?? null,
        gpus: engines.gpuUuids[index] ?? null,
        finished,
        inputTokens: increase("promptTokensTotal"),
        outputTokens: increase("generationTokensTotal"),
        requestsPerSecond: finished === null || seconds <= 0 ? null : finished / seconds,
      },
    ];
  });
};

const sumOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};

const deploymentOf = (name: string, engines: readonly Engine[], typeOf: (uuid: string) => string | null) => {
  const [first] = engines;
  const series = engineSeries.find(({ engine }) => engine === (first?.engine ?? "vllm"));
  if (first === undefined || series === undefined) return [];
  const finished = sumOf(engines.map((each) => each.finished));
  const type = first.gpus?.[0] === undefined ? null : typeOf(first.gpus[0]);
  const counts = engines.flatMap(({ gpus }) => (gpus === null ? [] : [gpus.length]));
  const rate = sumOf(engines.map((each) => each.requestsPerSecond));
  return [
    {
      ...nothingMeasured,
      name,
      series: { ...series, name: "the agents" },
      servedModel: first.model ?? name,
      labels: {},
      engines: engines.map(({ id }) => id).toSorted(),
      requestsPerSecond: rate,
      peakRequestsPerSecond: rate,
      inputTokens: perRequest(sumOf(engines.map((each) => each.inputTokens)), finished),
      outputTokens: perRequest(sumOf(engines.map((each) => each.outputTokens)), finished),
      podGpus: type === null || counts.length === 0 ? null : { type, gpusPerEngine: Math.max(...counts) },
    },
  ];
};

const gpusOf = (inventories: readonly Inventory[], used: ReadonlySet<string>): readonly ObservedGpus[] => {
  const types = [...new Set(inventories.flatMap(({ gpus }) => gpus.map(({ name }) => name ?? "?")))].toSorted();
  return types.map((type) => {
    const perNode = inventories.map(({ gpus }) => gpus.filter(({ name }) => (name ?? "?") === type));
    return {
      type,
      nodes: perNode.filter((gpus) => gpus.length > 0).length,
      gpusPerNode: Math.max(...perNode.map((gpus) => gpus.length)),
      used: perNode.flat().filter(({ uuid }) => used.has(uuid)).length,
    };
  });
};

/** What runs, as the agents report it; the load is that of the samples that the broker still stores. */
export const observeTelemetry = async (
  connection: NatsConnection,
  { cluster, source }: { readonly cluster: string | undefined; readonly source: string },
): Promise<ObservedFleet> => {
  const nodes = new Map<string, NodeSamples>();
  for await (const message of storedMessages(connection, { kind: "telemetry", cluster, from: "all" })) {
    addSample(nodes, message);
  }
  const inventories: Inventory[] = [];
  for await (const { data } of storedMessages(connection, { kind: "inventory", cluster, from: "latest" })) {
    const decoded = decode(Inventory, data);
    if (decoded.kind === "ok") inventories.push(decoded.value);
  }
  const gpus = inventories.flatMap((inventory) => inventory.gpus);
  const typeOf = (uuid: string): string | null => gpus.find((gpu) => gpu.uuid === uuid)?.name ?? null;
  const engines = [...nodes.values()].flatMap(enginesOf);
  const names = [...new Set(engines.map(({ deployment }) => deployment))].toSorted();
  const deployments = names.flatMap((name) => {
    const own = engines.filter(({ deployment }) => deployment === name);
    return deploymentOf(name, own, typeOf);
  });
  const used = new Set(engines.flatMap((engine) => engine.gpus ?? []));
  return { source, now: 0, deployments, gpus: gpusOf(inventories, used) };
};

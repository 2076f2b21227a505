import { emptyLoadForecast } from "@loadline/control";
import type { Plan } from "@loadline/plan";
import { describe, expect, test } from "vitest";
import { adoptedDeployments } from "../../test/adopted.ts";
import { decidedBy, planned, now as start } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { workloadAsking } from "../../test/workload.ts";
import { Fleet } from "../fleet/fleet.ts";
import type { ClusterView, KubernetesPod } from "../kubernetes/cluster-view.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { Checkpoint, checkpointFrom, stateFrom } from "../store/checkpoint.ts";
import { supplyWith } from "./deployment-state.ts";
import { ReplicaModels } from "./replica-model.ts";
import { noTarget } from "./target.ts";

const begun = stateFrom({ checkpoint: null, forecast: emptyLoadForecast });
test("a successor knows which nodes served, also from a checkpoint of an earlier version", () => {
  const servingNodes = { a: 5, b: 3 };
  const retained = checkpointFrom(
    { ...begun, servingNodes },
    { epoch: 1, last: null, telemetry: { sequence: 1, stream: "s" }, at: 10 },
  );
  const earlier = { ...retained, replaced: { c: { at: 2, by: ["a/x"] } }, late: ["a/y"] };
  for (const written of [retained, earlier]) {
    const checkpoint = Checkpoint.parse(JSON.parse(JSON.stringify(written)));
    expect(stateFrom({ checkpoint, forecast: null }).servingNodes).toEqual(servingNodes);
  }
});

test("a successor knows how many pods had no agent, and of an earlier version's record none", () => {
  const unseenPods = { ready: 5, unseen: 2 };
  const taken = { epoch: 1, last: null, telemetry: { sequence: 1, stream: "s" }, at: 10 };
  const written = checkpointFrom({ ...begun, workload: { ...begun.workload, unseenPods } }, taken);
  const read = (record: object) =>
    stateFrom({ checkpoint: Checkpoint.parse(JSON.parse(JSON.stringify(record))), forecast: null }).workload.unseenPods;
  expect(read(written)).toEqual(unseenPods);
  const { unseenPods: _, ...earlier } = written.workload;
  expect(read({ ...written, workload: earlier })).toEqual({ ready: 0, unseen: 0 });
});

describe("replicas that were asked for and did not come", () => {
  const known = { ageSeconds: 5, problem: null, interruption: null };
  const pod = (name: string, waiting: KubernetesPod["waiting"] = null): KubernetesPod => ({
    name,
    ready: waiting === null,
    leaving: false,
    waiting,
  });
  const serving = [pod("a"), pod("b"), pod("c")];
  const starting = { reason: "ImagePullBackOff", since: 0, forNode: false };
  const unplaced = { reason: "3 Insufficient nvidia.com/gpu.", since: 0, forNode: true };
  const clusterWith = (objects: readonly KubernetesPod[], ageSeconds = 5): ClusterView => ({
    workload: { ...known, objects: [workloadAsking(3)] },
    autoscalers: { ...known, objects: [] },
    pods: { ...known, objects, ageSeconds },
    nodes: { ...known, objects: [] },
    quotas: { ...known, objects: [] },
    devices: { ...known, objects: [] },
  });

  test.each<{ name: string; cluster: ClusterView | null; supply: ReturnType<typeof supplyWith> }>([
    { name: "Kubernetes is not watched", cluster: null, supply: { pending: 0, overdue: true } },
    {
      name: "what its pods do was not reported lately",
      cluster: clusterWith(serving, 101),
      supply: { pending: 0, overdue: true },
    },
    { name: "nobody set the count", cluster: clusterWith(serving), supply: { pending: 0, overdue: false } },
    {
      name: "a pod starts slowly",
      cluster: clusterWith([...serving, pod("d", starting)]),
      supply: { pending: 1, overdue: false },
    },
    {
      name: "a pod waits for GPUs",
      cluster: clusterWith([...serving, pod("d", unplaced)]),
      supply: { pending: 0, overdue: true },
    },
  ])("are a lack of capacity only where nothing shows otherwise: $name", ({ cluster, supply }) => {
    expect(supplyWith({ ...noTarget, target: 5, backOffUntil: 100 }, 3, { cluster, isSettled: true })).toEqual(supply);
  });

  test.each([
    { name: "shortly after it was asked for, what has no pod is on its way", isSettled: false, pending: 2 },
    {
      name: "a lead time later only what has a pod is, however long nobody sets the count",
      isSettled: true,
      pending: 1,
    },
  ])("$name", ({ isSettled, pending }) => {
    const cluster = clusterWith([...serving, pod("d", starting)]);
    expect(supplyWith({ ...noTarget, target: 5, shortSince: 0 }, 3, { cluster, isSettled }).pending).toBe(pending);
  });
});

describe("what was measured of engines that stop reporting", () => {
  const config = RecommenderConfig.parse({ plan: "-" });
  const gapSeconds = config.freshnessSeconds + 5;
  const saturatedSeconds = 120;
  const models = new ReplicaModels();

  interface Given {
    /** Keys of the plan after so many seconds. */
    readonly keysAt?: (second: number) => Readonly<Record<string, unknown>>;
    /** kvCache as each engine reports it; every engine is on a node of its own. */
    readonly reported: readonly (string | null)[];
    /** The same after the gap. */
    readonly reportedAfter?: readonly (string | null)[];
    /** Engines that do not report in the gap; all by default. */
    readonly missing?: readonly number[];
    /** In the gap there are no engines instead. */
    readonly isEmpty?: boolean;
  }

  const gapEnds = saturatedSeconds + gapSeconds + 2;

  /** Engines of one node after so many seconds; null: it does not report. */
  const enginesAt = (second: number, index: number, { reported, reportedAfter, missing, isEmpty }: Given) => {
    const inGap = second > saturatedSeconds && second < gapEnds;
    if (inGap && isEmpty) return [];
    if (inGap && (missing?.includes(index) ?? true)) return null;
    const tokens = { finished: 3 * second, promptTokens: 3_000 * second, generatedTokens: 600 * second };
    const kvCache = (second < gapEnds ? reported : (reportedAfter ?? reported))[index] ?? null;
    const configuration = kvCache === null ? null : { kvCache };
    const load = { startedAt: start - 9_000, running: 8, waiting: 20 };
    return [{ id: `e${index}`, deployment: "chat", configuration, ...load, ...tokens }];
  };

  /** Profile and upper bound before, in and after a gap in the telemetry of engines that are saturated. */
  const courseOf = async (given: Given) => {
    const planAt = (second: number): Plan => planned(given.keysAt?.(second)).plan;
    const deployments = await adoptedDeployments({ plan: planAt(0), config, models });
    const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => 0 });
    const seen: { second: number; profile: string | undefined; version: unknown; upper: number | undefined }[] = [];
    for (let second = 0; second <= gapEnds + 30; second += 5) {
      const at = start + second;
      for (const index of given.reported.keys()) {
        const engines = enginesAt(second, index, given);
        if (engines !== null)
          fleet.accept(`n${index}`, syntheticTelemetry({ seq: second, sampledAt: at, engines }), at);
      }
      const [assessment] = decidedBy(deployments, planAt(second), fleet.nodes, at);
      const { profile, capacityEvidence } = deployments.checkpointOf("chat", { sequence: 1, stream: "s" }, at) ?? {};
      const version = assessment?.decision.evidence.find(({ input }) => input === "model.version")?.value;
      seen.push({ second, profile, version, upper: capacityEvidence?.upper?.requestsPerSecond });
    }
    const since = seen.filter(({ second }) => second >= saturatedSeconds);
    const [profiles, versions] = [since.map(({ profile }) => profile), since.map(({ version }) => version)];
    const different = { profiles: [...new Set(profiles)], versions: [...new Set(versions)] };
    return { ...different, uppers: since.map(({ upper }) => upper) };
  };

  test.each<Given & { readonly name: string; readonly holds: string }>([
    { name: "another format than the plan's", reported: ["fp8", "fp8", "fp8"], holds: '"fp8"' },
    {
      name: "the version before the plan's",
      keysAt: (second) => ({ version: second === 0 ? "1" : "2" }),
      reported: [null, null, null],
      holds: '"1"',
    },
    {
      name: "one that does not report beside one that does",
      reported: ["fp8", null, "fp8"],
      missing: [0],
      holds: '"fp8"',
    },
    { name: "half of those there are", reported: ["fp8", "fp8"], missing: [0], holds: '"fp8"' },
    { name: "no engines for a while", reported: ["fp8", "fp8"], isEmpty: true, holds: '"fp8"' },
  ])("stands through the gap: $name", async ({ holds, ...given }) => {
    const { profiles, uppers } = await courseOf(given);
    expect(profiles).toHaveLength(1);
    expect(profiles[0]).toContain(holds);
    for (const upper of uppers) expect(upper).toBeCloseTo(3, 1);
  });

  test("a decision names the version that ran before the gap", async () => {
    const keysAt = (second: number) => ({ version: second === 0 ? "1" : "2" });
    expect((await courseOf({ keysAt, reported: [null, null] })).versions).toEqual(["1"]);
  });

  test("is forgotten once most engines report another format, and not while half of them do", async () => {
    const reported = ["fp8", "fp8", "fp8", "fp8"];
    const most = await courseOf({ reported, reportedAfter: ["fp8", null, null, null] });
    expect(most.profiles).toHaveLength(2);
    const half = await courseOf({ reported, reportedAfter: ["fp8", "fp8", null, null] });
    expect(half.profiles).toHaveLength(1);
  });

  test("is forgotten where the plan changes while there are no engines", async () => {
    const keysAt = (second: number) => (second > saturatedSeconds ? { model: "llama-3.1-70b" } : {});
    const { profiles, uppers } = await courseOf({ keysAt, reported: [null, null], isEmpty: true });
    expect(profiles).toHaveLength(2);
    expect(uppers[1]).toBeUndefined();
  });
});

test("pods without an agent are missing also while the API server answers no more", async () => {
  const { plan } = planned();
  const config = RecommenderConfig.parse({ plan: "-" });
  const deployments = await adoptedDeployments({ plan, config, models: new ReplicaModels() });
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 2, rememberSeconds: 600 });
  const pod = { name: "a", ready: true, leaving: false, waiting: null };
  const missingAt = (seq: number, ageSeconds: number): readonly string[] => {
    const now = start + seq;
    const engines = ["a", "b", "c"].map((id) => ({ id, deployment: "chat", finished: seq }));
    fleet.accept("n1", syntheticTelemetry({ seq, sampledAt: now, engines }), now);
    const input = { ageSeconds, problem: null, interruption: null, objects: [] };
    const none = { workload: input, autoscalers: input, nodes: input, quotas: input, devices: input };
    const cluster = { ...none, pods: { ...input, objects: Array.from({ length: 5 }, () => pod) } };
    const [assessment] = decidedBy(deployments, plan, fleet.nodes, now, { cluster: () => cluster });
    return (assessment?.inputs.missing ?? []).map(({ input: name }) => name);
  };
  for (const ageSeconds of [5, 101, 1_000])
    expect(missingAt(ageSeconds, ageSeconds)).toContain("telemetry of 2 of 5 ready pods");
});

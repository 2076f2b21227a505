import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Recommendation } from "@loadline/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { kubernetesAccess, type Workload } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { Lab, planText } from "../../apps/recommender/test/lab.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, countOf, namespace, scaleByHand, targets } from "./workloads.ts";

describe.skipIf(missingParts().length > 0)("a recommender that reads workloads of a real API server", () => {
  let plane: ControlPlane;
  let lab: Lab;
  let kubeconfig = "";

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await addWorkloads(plane);
    kubeconfig = join(plane.folder, "recommender.kubeconfig");
    writeFileSync(kubeconfig, plane.configFor(await addAccount(plane)));
    // Loading it takes seconds, in which a broker would wait for this process.
    await kubernetesAccess((config) => config.loadFromFile(kubeconfig));
  });
  afterAll(() => plane?.stop());

  beforeEach(async () => {
    vi.stubEnv("KUBECONFIG", kubeconfig);
    lab = await Lab.open();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await lab.close();
    for (const target of Object.values(targets)) await scaleByHand(plane, target, 0);
  });

  const start = async ({ apiVersion, kind, name }: Workload): Promise<void> => {
    const workload = `kubernetes: { namespace: ${namespace}, apiVersion: ${apiVersion}, kind: ${kind}, name: ${name} }`;
    const plan = planText.replace("leadTimeSeconds", `${workload}\n    reserveReplicas: 1\n    leadTimeSeconds`);
    await writeFile(join(lab.world.folder, "plan.yaml"), plan);
    await lab.start({ kubernetesCounts: true, heartbeatSeconds: 5 });
  };

  /** Runs until the evidence has this input with such a value: a watch that failed is begun again after up to half a minute. */
  const evidence = (input: string, value: RegExp) =>
    until(`${input} ${value}`, async () => {
      const has = ({ data }: Recommendation): boolean =>
        data.evidence.some((row) => row.input === input && value.test(String(row.value)));
      const found = lab.events.find(has);
      if (found === undefined) await lab.run(5);
      return found ?? null;
    });

  const anyCount = (): boolean => true;
  const more = (desired: number): boolean => desired > 2;

  /** Runs until a decision asks for such a count. */
  const decided = (what: string, holds: (desired: number) => boolean) =>
    lab.until(what, ({ replicas }) => replicas.desired !== null && holds(replicas.desired));

  /** Runs until the latest count is such a one, and sets it as an autoscaler does. */
  const follows = async (target: Workload, holds: (desired: number) => boolean): Promise<void> => {
    const { data } = await decided(`a count for ${target.kind}`, holds);
    await scaleByHand(plane, target, data.replicas.desired ?? 0);
  };

  test.each(Object.values(targets))("the count that a $kind asks for is evidence, whoever set it", async (target) => {
    lab.rate = 3;
    await start(target);
    await scaleByHand(plane, target, 5);
    await evidence("kubernetes.workload", /^it asks for 5 replicas$/);
    await scaleByHand(plane, target, 1);
    await evidence("kubernetes.workload", /^it asks for 1 replicas$/);
  });

  test.each([
    {
      fault: "frozen",
      begin: async () => plane.pause("apiserver"),
      end: async () => plane.resume("apiserver"),
    },
    {
      fault: "killed",
      begin: () => plane.kill("apiserver"),
      end: async () => plane.again("apiserver"),
    },
    {
      fault: "without its store",
      begin: async () => plane.pause("etcd"),
      end: async () => plane.resume("etcd"),
    },
  ])("decisions go on while the API server is $fault, and the cluster is read after", async ({ begin, end }) => {
    lab.rate = 3;
    await start(targets.deployment);
    await follows(targets.deployment, anyCount);
    await begin();
    try {
      lab.rate = 30;
      await decided("scale-up", more);
    } finally {
      await end();
    }
    await until("the API server", async () => {
      await scaleByHand(plane, targets.deployment, 4);
      return true;
    });
    await evidence("kubernetes.workload", /^it asks for 4 replicas\b/);
  });

  test("rights that are taken away and given back are named in a metric, and nothing is decided otherwise", async () => {
    lab.rate = 3;
    await start(targets.deployment);
    await follows(targets.deployment, anyCount);
    const bindings = await plane.get<{ readonly items: readonly { readonly metadata: object }[] }>(
      "rolebinding",
      "-n",
      namespace,
    );
    await plane.kubectl("delete", "rolebinding", "-n", namespace, "--all");
    // A watch that stands goes on with the rights that it began with.
    await plane.kill("apiserver");
    plane.again("apiserver");
    lab.rate = 30;
    await decided("scale-up", more);
    await until("the failure in the metrics", async () =>
      /loadline_kubernetes_watch_failures_total\{[^}]*\} [1-9]/.test(await lab.read("/metrics")) ? true : null,
    );
    await plane.create(
      bindings.items.map((item, index) => ({ ...item, metadata: { name: `given-back-${index}`, namespace } })),
    );
    await until("the API server", async () => {
      await scaleByHand(plane, targets.deployment, 4);
      return true;
    });
    await evidence("kubernetes.workload", /^it asks for 4 replicas\b/);
  });

  describe("that watches it", () => {
    beforeEach(async () => {
      // Well below what one replica carries, so that it and the reserve are enough.
      lab.rate = 2;
      await start(targets.deployment);
      await follows(targets.deployment, anyCount);
    });

    test("a pod that waits for a GPU says why", async () => {
      await evidence("pods that wait", /^2 of 2 pods wait, .*: .*(?:no nodes|Insufficient nvidia.com\/gpu)/);
    });

    test("a quota of GPUs bounds the count, and is named", async () => {
      const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "gpus", namespace } };
      await plane.create([{ ...quota, spec: { hard: { "requests.nvidia.com/gpu": "3" } } }]);
      await evidence("quota gpus", /leaves 1 of 3 GPUs/);
      lab.rate = 30;
      const bounded = await lab.until("the quota as the reason", ({ reason }) =>
        reason.message.includes("quota gpus of namespace serving leaves"),
      );
      expect(bounded.data.replicas.desired).toBe(3);
      expect(lab.events.every(({ data }) => (data.replicas.desired ?? 0) <= 3)).toBe(true);
      await plane.kubectl("delete", "resourcequota", "gpus", "-n", namespace);
    });

    test("replicas on a node that is drained are replaced before they go, and no longer once it is back", async () => {
      await plane.create([{ apiVersion: "v1", kind: "Node", metadata: { name: "node-1" } }]);
      await evidence("kubernetes.nodes", /^1 nodes, 0 of them/);
      await plane.kubectl("cordon", "node-1");
      const drained = await evidence("node node-1", /^it is cordoned: as many .* the 1 on it go$/);
      await follows(targets.deployment, (desired) => desired === 3);
      expect(drained.data.replicas.ready).toBe(2);
      await plane.kubectl("uncordon", "node-1");
      await follows(targets.deployment, (desired) => desired === 2);
      await plane.kubectl("delete", "node", "node-1");
    });

    test("GPUs of a driver count for the node that has no device plugin", async () => {
      const pool = { name: "node-2", generation: 1, resourceSliceCount: 1 };
      const devices = [{ name: "gpu-0", attributes: { type: { string: "gpu" } } }];
      await plane.create([
        { apiVersion: "v1", kind: "Node", metadata: { name: "node-2" } },
        {
          apiVersion: "resource.k8s.io/v1",
          kind: "ResourceSlice",
          metadata: { name: "node-2" },
          spec: { driver: "gpu.nvidia.com", nodeName: "node-2", pool, devices },
        },
      ]);
      await evidence("kubernetes.devices", /^GPUs of drivers: 1$/);
      await plane.kubectl("delete", "resourceslice,node", "node-2");
    });

    test("without the right on nodes decisions go on with the rest, and the reason is in the event", async () => {
      const binding = "loadline-loadline-recommender-watch-nodes";
      const given = await plane.get<{ readonly metadata: { readonly name: string } }>("clusterrolebinding", binding);
      await plane.kubectl("delete", "clusterrolebinding", binding);
      await lab.stop();
      await start(targets.deployment);
      await evidence("kubernetes.nodes", /403: nodes is forbidden/);
      await evidence("kubernetes.pods", /^2 pods, 0 ready$/);
      await plane.create([{ ...given, metadata: { name: binding } }]);
      await evidence("kubernetes.nodes", /^0 nodes/);
    });
  });

  test("a count that nobody sets is no lack of GPUs", async () => {
    lab.rate = 30;
    await start(targets.deployment);
    await decided("scale-up", more);
    // More than three lead times.
    await lab.run(300);
    expect(lab.events.map(({ data }) => data.reason.code)).not.toContain("pool-exhausted");
    expect(await countOf(plane, targets.deployment)).toBe(0);
  });
});

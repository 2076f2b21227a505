import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { kubernetesClient, type ScaleTarget } from "../../apps/recommender/src/actuate/kubernetes/kubernetes-client.ts";
import { Lab } from "../../apps/recommender/test/lab.ts";
import { planText } from "../../apps/recommender/test/world.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, countOf, namespace, scaleByHand, targets } from "./workloads.ts";

describe.skipIf(missingParts().length > 0)("a recommender that scales workloads of a real API server", () => {
  let plane: ControlPlane;
  let lab: Lab;
  let kubeconfig = "";

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await addWorkloads(plane);
    kubeconfig = join(plane.folder, "recommender.kubeconfig");
    writeFileSync(kubeconfig, plane.configFor(await addAccount(plane)));
    // Loading it takes seconds, in which a broker would wait for this process.
    await kubernetesClient((config) => config.loadFromFile(kubeconfig));
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

  const start = async ({ apiVersion, kind, name }: ScaleTarget): Promise<void> => {
    const workload = `kubernetes: { namespace: ${namespace}, apiVersion: ${apiVersion}, kind: ${kind}, name: ${name} }`;
    await writeFile(
      join(lab.world.folder, "plan.yaml"),
      planText.replace("leadTimeSeconds", `${workload}\n    leadTimeSeconds`),
    );
    await lab.start({ kubernetesScale: "apply" });
  };

  /** Runs until a decision asks for another count, and returns that. */
  const decided = async (what: string, holds: (desired: number) => boolean): Promise<number> => {
    const { data } = await lab.until(what, ({ replicas }) => replicas.desired !== null && holds(replicas.desired));
    return data.replicas.desired ?? 0;
  };

  const follows = (target: ScaleTarget, replicas: number): Promise<true> =>
    until(`${target.kind} at ${replicas}`, async () => {
      // Time passes for the recommender too: decisions are repeated, as their counts hold for a while only.
      await lab.run(5);
      return (await countOf(plane, target)) === replicas ? true : null;
    });

  test.each(Object.values(targets))("$kind follows the demand, up from 0", async (target) => {
    lab.rate = 3;
    await start(target);
    await follows(target, await decided("a first count", () => true));
    lab.rate = 30;
    const more = await decided("scale-up", (desired) => desired > 2);
    await follows(target, more);
    expect(await countOf(plane, target)).toBe(more);
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
  ])("decisions go on while the API server is $fault, and the count is right after", async ({ begin, end }) => {
    lab.rate = 3;
    await start(targets.deployment);
    await follows(targets.deployment, await decided("a first count", () => true));
    await begin();
    let more: number;
    try {
      lab.rate = 30;
      more = await decided("scale-up", (desired) => desired > 2);
    } finally {
      await end();
    }
    await follows(targets.deployment, more);
  });

  test("rights that are taken away and given back are named in a metric, and the count is right after", async () => {
    lab.rate = 3;
    await start(targets.deployment);
    await follows(targets.deployment, await decided("a first count", () => true));
    const bindings = await plane.get<{ readonly items: readonly { readonly metadata: object }[] }>(
      "rolebinding",
      "-n",
      namespace,
    );
    await plane.kubectl("delete", "rolebinding", "-n", namespace, "--all");
    lab.rate = 30;
    const more = await decided("scale-up", (desired) => desired > 2);
    await until("the failure in the metrics", async () =>
      /loadline_actuation_failures_total\{[^}]*reason="forbidden"[^}]*\} [1-9]/.test(await lab.read("/metrics"))
        ? true
        : null,
    );
    await plane.create(
      bindings.items.map((item, index) => ({ ...item, metadata: { name: `given-back-${index}`, namespace } })),
    );
    await follows(targets.deployment, more);
  });

  test("a count that a person raised is not undone by a decision that holds", async () => {
    lab.rate = 3;
    await start(targets.deployment);
    const first = await decided("a first count", () => true);
    await follows(targets.deployment, first);
    await scaleByHand(plane, targets.deployment, first + 4);
    await lab.run(60);
    expect(await countOf(plane, targets.deployment)).toBe(first + 4);
  });
});

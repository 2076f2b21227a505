import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { kubernetesAccess } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { Lab, planText } from "../../apps/recommender/test/lab.ts";
import { controlPlaneFolder, missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, namespace, scaleByHand, targets } from "./workloads.ts";

const target = targets.deployment;

/** KEDA's and the pod autoscaler's own objects on a real API server, and what the events of a recommender have of them. */
describe.skipIf(missingParts().length > 0)("what keeps a workload from the count", () => {
  let plane: ControlPlane;
  let lab: Lab;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await plane.applyText(readFileSync(join(controlPlaneFolder(), "keda-definitions.yaml"), "utf8"));
    await plane.kubectl("wait", "--for=condition=Established", "crd", "scaledobjects.keda.sh", "--timeout=60s");
    await plane.addNodes(4, 8);
    await addWorkloads(plane);
    const kubeconfig = join(plane.folder, "recommender.kubeconfig");
    writeFileSync(kubeconfig, plane.configFor(await addAccount(plane)));
    await kubernetesAccess((config) => config.loadFromFile(kubeconfig));
    vi.stubEnv("KUBECONFIG", kubeconfig);
    lab = await Lab.open();
    const workload = `kubernetes: { namespace: ${namespace}, name: ${target.name} }`;
    const plan = planText.replace("leadTimeSeconds", `${workload}\n    leadTimeSeconds`);
    await writeFile(join(lab.world.folder, "plan.yaml"), plan);
    lab.rate = 2;
    await lab.start({ kubernetesCounts: true, heartbeatSeconds: 5 });
    await lab.until("a count", ({ replicas }) => replicas.desired !== null);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await lab?.close();
    await plane?.stop();
  });

  const asked = (): number => lab.events.at(-1)?.data.replicas.desired ?? 0;
  const detailNow = async (): Promise<string> => {
    await lab.run(5);
    return lab.events.at(-1)?.data.following?.detail ?? "";
  };
  /** Runs until the latest event has such a sentence. */
  const sentence = (what: RegExp): Promise<string> =>
    until(String(what), async () => {
      const detail = await detailNow();
      return what.test(detail) ? detail : null;
    });

  const spec = { scaleTargetRef: { name: target.name } };
  const scaledObject = (more: object, annotations: object = {}) => ({
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: "chat", namespace, annotations },
    spec: { ...spec, triggers: [{ type: "external-push", metadata: { scalerAddress: "x:1" } }], ...more },
  });

  test("the recommender may read, write Events, and ask for its own rights; nothing else", async () => {
    const who = "system:serviceaccount:loadline:loadline-recommender";
    const { stdout } = await plane.kubectl("auth", "can-i", "--list", "-n", namespace, "--as", who);
    const rows = stdout
      .split("\n")
      .slice(1)
      .flatMap((line) => {
        const verbs = /\[([a-z* ]*)\]\s*$/.exec(line)?.[1]?.split(" ") ?? [];
        const others = verbs.filter((verb) => !["get", "list", "watch"].includes(verb));
        return others.map((verb) => `${verb} ${line.split(/\s+/)[0]}`);
      });
    expect(rows.toSorted()).toEqual([
      "create events.events.k8s.io",
      "create selfsubjectaccessreviews.authorization.k8s.io",
      "create selfsubjectreviews.authentication.k8s.io",
      "create selfsubjectrulesreviews.authorization.k8s.io",
    ]);
  });

  test("followed", async () => {
    await scaleByHand(plane, target, asked());
    await sentence(/^asked for (\d+); the workload asks for \1$/);
  });

  test("set by hand, without an autoscaler", async () => {
    await scaleByHand(plane, target, 0);
    await sentence(/the workload asks for 0: set by hand at \d\d:\d\d UTC, no autoscaler refers to it$/);
  });

  test("paused", async () => {
    await plane.apply([scaledObject({}, { "autoscaling.keda.sh/paused-replicas": "0" })]);
    await sentence(/: ScaledObject chat is paused at 0$/);
  });

  test("at its maximum", async () => {
    await plane.kubectl("delete", "scaledobject", "chat", "-n", namespace);
    await plane.apply([scaledObject({ maxReplicaCount: 1 })]);
    await sentence(/: ScaledObject chat has a maximum of 1$/);
  });

  test("two of them", async () => {
    const metrics = [{ type: "External", external: { metric: { name: "x" }, target: { type: "Value", value: "1" } } }];
    const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: target.name };
    const pod = {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "other", namespace },
    };
    await plane.apply([{ ...pod, spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 9, metrics } }]);
    await sentence(/: ScaledObject chat and HorizontalPodAutoscaler other both scale it$/);
  });

  test("a metric that is not served", async () => {
    await plane.kubectl("delete", "scaledobject", "chat", "-n", namespace);
    // Set to zero by hand, a pod autoscaler is switched off.
    await scaleByHand(plane, target, 1);
    await sentence(/the workload asks for 1: HorizontalPodAutoscaler other: ScalingActive: .+/);
    await plane.kubectl("delete", "hpa", "other", "-n", namespace);
  });

  test("a count that a person raised is what is asked for from then on, for as long as fewer would be enough", async () => {
    const raised = asked() + 2;
    await scaleByHand(plane, target, raised);
    await until("the raise as the count", async () => {
      await lab.run(5);
      return asked() === raised ? true : null;
    });
    expect(await detailNow()).toBe(`asked for ${raised}; the workload asks for ${raised}`);
  });

  test("and the workload's Events have it", async () => {
    lab.rate = 30;
    const notes = await until("an Event of each kind", async () => {
      await lab.run(20);
      const { stdout } = await plane.kubectl("describe", "deployment", target.name, "-n", namespace);
      return /NotFollowed/.test(stdout) && /Recommended/.test(stdout) ? stdout : null;
    });
    expect(notes).toMatch(/Warning +NotFollowed .*asked for \d+ since/);
    expect(notes).toMatch(/Normal +Recommended .*\d+ wanted: .*; decision /);
  });

  test("deleted", async () => {
    await plane.kubectl("delete", "deployment", target.name, "-n", namespace);
    await sentence(/the workload is gone: there is no such workload$/);
    expect(lab.events.map(({ data }) => data.reason.code)).not.toContain("pool-exhausted");
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type KubernetesClient,
  kubernetesAccess,
  kubernetesClient,
} from "../../apps/recommender/src/actuate/kubernetes/kubernetes-client.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, countOf, namespace, scaleByHand, targets } from "./workloads.ts";

describe.skipIf(missingParts().length > 0)("scales of a real API server", () => {
  let plane: ControlPlane;
  let token: string;
  let client: KubernetesClient;

  const clientWith = async (secret: string): Promise<KubernetesClient> => {
    const path = join(plane.folder, "client.kubeconfig");
    writeFileSync(path, plane.configFor(secret));
    return kubernetesClient(await kubernetesAccess((config) => config.loadFromFile(path)));
  };

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await addWorkloads(plane);
    token = await addAccount(plane);
    client = await clientWith(token);
  });
  afterAll(() => plane?.stop());
  afterEach(async () => {
    for (const target of Object.values(targets)) await scaleByHand(plane, target, 0);
  });

  const change = (from: number, to: number, over: object = {}) => ({
    from,
    to,
    dryRun: false,
    decisionId: "d-7-1",
    ...over,
  });

  test.each(Object.values(targets))("$kind: up from 0, on, and down to 0", async (target) => {
    expect(await client.readScale(target)).toBe(0);
    for (const [from, to] of [
      [0, 2],
      [2, 3],
      [3, 0],
      [0, 1],
    ] as const) {
      await client.writeScale(target, change(from, to));
      expect(await countOf(plane, target)).toBe(to);
      expect(await client.readScale(target)).toBe(to);
    }
    if (target.kind !== "LeaderWorkerSet") expect(await client.readSelector(target)).toBe(`app=${target.name}`);
  });

  test.each(Object.values(targets))("$kind: a dry run changes nothing", async (target) => {
    await client.writeScale(target, change(0, 4, { dryRun: true }));
    expect(await countOf(plane, target)).toBe(0);
  });

  test.each([0, 2])("a count that somebody else has changed from %d is not overwritten", async (from) => {
    await scaleByHand(plane, targets.deployment, 9);
    await expect(client.writeScale(targets.deployment, change(from, 3))).rejects.toMatchObject({ reason: "conflict" });
    expect(await countOf(plane, targets.deployment)).toBe(9);
  });

  interface ReplicaSet {
    readonly metadata: { readonly generation: number };
    readonly spec: { readonly replicas: number };
    readonly status: { readonly replicas: number; readonly observedGeneration: number };
  }

  test("the pod of the least cost goes first", async () => {
    const { deployment } = targets;
    await scaleByHand(plane, deployment, 3);
    const names = async (): Promise<readonly string[]> => {
      const { items } = await plane.get<{
        readonly items: readonly {
          readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
        }[];
      }>("pods", "-n", namespace, "-l", "app=chat");
      return items.filter((item) => item.metadata.deletionTimestamp === undefined).map((item) => item.metadata.name);
    };
    // Pods of the count before may still come and go; the controller has then not yet counted three under this one.
    await until("three pods", async () => {
      const { items } = await plane.get<{ readonly items: readonly ReplicaSet[] }>(
        ...["replicasets", "-n", namespace, "-l", "app=chat"],
      );
      const [set] = items.filter(({ spec }) => spec.replicas > 0);
      const isCounted = set?.status.observedGeneration === set?.metadata.generation;
      return items.length === 1 && isCounted && set?.spec.replicas === 3 && set.status.replicas === 3 ? true : null;
    });
    const pods = await names();
    for (const [index, pod] of pods.entries()) await client.writeRemovalCost(deployment, pod, index === 1 ? 1 : 40);
    await client.writeScale(deployment, change(3, 2));
    const left = await until("two pods", async () => ((await names()).length === 2 ? names() : null));
    expect(left).toEqual(pods.filter((_, index) => index !== 1));
  });

  test("the audit log names the program and the decision, and the field its manager", async () => {
    await client.writeScale(targets.deployment, change(0, 1, { decisionId: "d-audit-5" }));
    await until("the audit log", () =>
      /"userAgent":"loadline-recommender decision\/d-audit-5"/.test(plane.log("audit")) ? true : null,
    );
    const { metadata } = await plane.get<{
      readonly metadata: {
        readonly managedFields: readonly { readonly manager: string; readonly subresource?: string }[];
      };
    }>(...["deployment", "chat", "-n", namespace, "--show-managed-fields"]);
    expect(metadata.managedFields).toContainEqual(
      expect.objectContaining({ manager: "loadline", subresource: "scale" }),
    );
  });

  test("what admission policy denies is a refusal with its reason, no fault", async () => {
    await plane.apply([
      {
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { name: "at-most-five" },
        spec: {
          failurePolicy: "Fail",
          matchConstraints: {
            resourceRules: [
              { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments/scale"] },
            ],
          },
          validations: [
            {
              expression: "!has(object.spec.replicas) || object.spec.replicas <= 5",
              message: "more than five cost too much",
            },
          ],
        },
      },
      {
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: { name: "at-most-five" },
        spec: { policyName: "at-most-five", validationActions: ["Deny"] },
      },
    ]);
    await until("the policy in force", async () => {
      const outcome = await client
        .writeScale(targets.deployment, change(0, 6, { dryRun: true }))
        .catch((error: unknown) => error);
      return outcome instanceof Error ? true : null;
    });
    await expect(client.writeScale(targets.deployment, change(0, 6))).rejects.toMatchObject({
      reason: "policy",
      message: expect.stringContaining("more than five cost too much"),
    });
    await plane.kubectl("delete", "validatingadmissionpolicybinding", "at-most-five");
  });

  test("each failure has its own reason", async () => {
    const missing = { ...targets.deployment, name: "nobody" };
    await expect(client.readScale(missing)).rejects.toMatchObject({ reason: "not-found" });
    await expect(client.readScale({ ...targets.deployment, kind: "Nothing" })).rejects.toMatchObject({
      reason: "not-found",
    });
    const elsewhere = { ...targets.deployment, namespace: "default" };
    await expect(client.readScale(elsewhere)).rejects.toMatchObject({ reason: "forbidden" });
    const stranger = await clientWith("no such token");
    await expect(stranger.readScale(targets.deployment)).rejects.toMatchObject({ reason: "unauthorized" });
    await expect(client.writeScale(targets.deployment, change(0, -1))).rejects.toMatchObject({ reason: "invalid" });
  });

  test("rights that are taken away and given back", async () => {
    const binding = await plane.get<object>("rolebinding", "-n", namespace);
    await plane.kubectl("delete", "rolebinding", "-n", namespace, "--all");
    await until("no rights", async () => {
      const outcome = await client
        .readScale(targets.deployment)
        .catch((error: { readonly reason?: string }) => error.reason);
      return outcome === "forbidden" ? true : null;
    });
    const { items } = binding as { readonly items: readonly { readonly metadata: object }[] };
    await plane.create(items.map((item) => ({ ...item, metadata: { name: "again", namespace } })));
    await until("rights again", async () => ((await client.readScale(targets.deployment)) === 0 ? true : null));
  });

  test("an API server that is frozen, killed and started again", async () => {
    plane.pause("apiserver");
    await expect(client.readScale(targets.deployment)).rejects.toMatchObject({ reason: "timeout" });
    plane.resume("apiserver");
    await until("an answer", async () => ((await client.readScale(targets.deployment)) === 0 ? true : null));
    await plane.kill("apiserver");
    await expect(client.readScale(targets.deployment)).rejects.toMatchObject({ reason: "connection" });
    plane.again("apiserver");
    await until("an answer after the start", async () =>
      (await client.readScale(targets.deployment)) === 0 ? true : null,
    );
    await client.writeScale(targets.deployment, change(0, 1));
    expect(await countOf(plane, targets.deployment)).toBe(1);
  });
});

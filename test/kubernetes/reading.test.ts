import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kubernetesAccess, workloadReader } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, namespace, targets } from "./workloads.ts";

describe.skipIf(missingParts().length > 0)("workloads of a real API server, as the chart's account reads them", () => {
  let plane: ControlPlane;
  let reader: ReturnType<typeof workloadReader>;

  const readerWith = async (secret: string): Promise<typeof reader> => {
    const path = join(plane.folder, "client.kubeconfig");
    writeFileSync(path, plane.configFor(secret));
    return workloadReader(await kubernetesAccess((config) => config.loadFromFile(path)));
  };

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await addWorkloads(plane);
    reader = await readerWith(await addAccount(plane));
  });
  afterAll(() => plane?.stop());

  test.each([targets.deployment, targets.statefulSet])("$kind: the selector of its pods", async (target) => {
    expect(await reader.selectorOf(target)).toBe(`app=${target.name}`);
  });

  test("a kind that no part of Kubernetes knows is found", async () => {
    expect(await reader.pathOf(targets.leaderWorkerSet)).toBe(
      `/apis/leaderworkerset.x-k8s.io/v1/namespaces/${namespace}/leaderworkersets`,
    );
  });

  test("the account has no verb but get, list and watch", async () => {
    const account = "--as=system:serviceaccount:loadline:loadline-recommender";
    // What stands behind a slash is a name to kubectl, and no part of the resource.
    const may = async (verb: string, resource: string): Promise<string> => {
      const [kind = "", part] = resource.split("/");
      const asked = part === undefined ? [kind] : [kind, `--subresource=${part}`];
      return (await plane.kubectl("auth", "can-i", verb, ...asked, "-n", namespace, account)).stdout.trim();
    };
    expect(await may("get", "deployments.apps/scale")).toBe("yes");
    expect(await may("list", "pods")).toBe("yes");
    for (const verb of ["create", "update", "patch", "delete", "deletecollection"]) {
      for (const resource of ["deployments.apps", "deployments.apps/scale", "statefulsets.apps/scale", "pods"])
        expect(`${verb} ${resource}: ${await may(verb, resource)}`).toBe(`${verb} ${resource}: no`);
    }
  });

  test("each failure is named", async () => {
    const { deployment } = targets;
    await expect(reader.selectorOf({ ...deployment, name: "nobody" })).rejects.toThrow(/^404: /);
    await expect(reader.selectorOf({ ...deployment, kind: "Nothing" })).rejects.toThrow("has no kind Nothing");
    await expect(reader.selectorOf({ ...deployment, namespace: "default" })).rejects.toThrow(/^403: /);
    await expect((await readerWith("no such token")).selectorOf(deployment)).rejects.toThrow(/^401: /);
  });

  const answers = (how: RegExp): Promise<true> =>
    until(`an answer ${how}`, async () => {
      const answer = await reader.selectorOf(targets.deployment).catch((error: unknown) => String(error));
      return how.test(answer) ? true : null;
    });

  test("rights that are taken away and given back", async () => {
    const { items } = await plane.get<{ readonly items: readonly object[] }>("rolebinding", "-n", namespace);
    await plane.kubectl("delete", "rolebinding", "-n", namespace, "--all");
    await answers(/403: /);
    await plane.create(items.map((item) => ({ ...item, metadata: { name: "again", namespace } })));
    await answers(/^app=chat$/);
  });

  test("an API server that is frozen, killed and started again", async () => {
    plane.pause("apiserver");
    // A request that is under way when the signal comes may still be answered.
    await answers(/did not answer within 8 s/);
    plane.resume("apiserver");
    await answers(/^app=chat$/);
    await plane.kill("apiserver");
    await expect(reader.selectorOf(targets.deployment)).rejects.toThrow(/ECONNREFUSED|socket hang up/);
    plane.again("apiserver");
    await answers(/^app=chat$/);
  });
});

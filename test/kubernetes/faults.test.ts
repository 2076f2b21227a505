import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { kubernetesAccess } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { Lab, planText } from "../../apps/recommender/test/lab.ts";
import { ApiProxy } from "./api-proxy.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addAccount, addWorkloads, namespace, scaleByHand, targets } from "./workloads.ts";

interface Fault {
  readonly fault: string;
  readonly begin: () => unknown;
  readonly end: () => unknown;
  /** How the events name it. */
  readonly named: RegExp;
  /** Seconds of the recommender's clock for which it lasts. */
  readonly seconds?: number;
}

describe.skipIf(missingParts().length > 0)("a day of faults on the control plane", () => {
  let plane: ControlPlane;
  let proxy: ApiProxy;
  let lab: Lab;
  let kubeconfig = "";
  const target = targets.deployment;

  const writeConfig = (token: string): void =>
    writeFileSync(kubeconfig, plane.configFor(token).replace(plane.server, proxy.url));

  beforeAll(async () => {
    plane = await ControlPlane.start();
    proxy = await ApiProxy.start(plane);
    await addWorkloads(plane);
    kubeconfig = join(plane.folder, "recommender.kubeconfig");
    writeConfig(await addAccount(plane));
    // Loading it takes seconds, in which a broker would wait for this process.
    await kubernetesAccess((config) => config.loadFromFile(kubeconfig));
    vi.stubEnv("KUBECONFIG", kubeconfig);
    lab = await Lab.open();
    const workload = `kubernetes: { namespace: ${namespace}, kind: Deployment, name: ${target.name} }`;
    const plan = planText
      .replace("leadTimeSeconds", `${workload}\n    leadTimeSeconds`)
      .replace("max: 8", "max: 16")
      // Longer than the test's clock runs: its two engines never become more, and late ones are no free pool.
      .replace("leadTimeSeconds: 60", "leadTimeSeconds: 7200");
    await writeFile(join(lab.world.folder, "plan.yaml"), plan);
    lab.rate = 1;
    await lab.start({ kubernetesCounts: true, heartbeatSeconds: 5 });
    await settled();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await lab?.close();
    await proxy?.stop();
    await plane?.stop();
  });

  const safe = (): number => lab.events.at(-1)?.data.replicas.lower ?? 0;
  const desired = (): number => lab.events.at(-1)?.data.replicas.desired ?? 0;

  /** The count is set as an autoscaler does, and the recommender reads it. */
  const settled = async (): Promise<void> => {
    await until("the count that is desired, as the events have it", async () => {
      await scaleByHand(plane, target, desired());
      await lab.run(5);
      const rows = lab.events.at(-1)?.data.evidence ?? [];
      const asks = rows.find(({ input }) => input === "kubernetes.workload")?.value;
      // What was not read for a while is named behind it.
      return /^it asks for (\d+) replicas/.exec(String(asks))?.[1] === String(desired()) ? true : null;
    });
  };

  let rate = 1;
  /** By what one replica carries, so that each fault meets a count that grows. */
  const more = (): void => {
    rate += 7;
    lab.rate = rate;
  };

  /** The server takes a token or a right for some seconds after it is gone: what is read by then meets no refusal. */
  const refused = async (how: RegExp): Promise<void> => {
    const { call } = await kubernetesAccess((config) => config.loadFromFile(kubeconfig));
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${target.name}/scale`;
    await until(`${how}`, () =>
      call({ method: "GET", path }).then(
        () => null,
        (error) => (how.test(String(error)) ? true : null),
      ),
    );
  };

  let bindings: readonly object[] = [];
  let account = "";

  const faults: readonly Fault[] = [
    {
      fault: "killed",
      begin: () => plane.kill("apiserver"),
      end: () => plane.again("apiserver"),
      named: /ECONNREFUSED|socket hang up|aborted/,
    },
    {
      fault: "frozen for two minutes",
      begin: () => plane.pause("apiserver"),
      end: () => plane.resume("apiserver"),
      named: /sent nothing for 100 s/,
      seconds: 120,
    },
    {
      fault: "without its store, which starts again",
      begin: () => plane.kill("etcd"),
      end: () => plane.again("etcd"),
      named: /50\d|did not answer within 8 s|429|sent nothing for 100 s/,
    },
    {
      fault: "cutting its watches",
      begin: () => proxy.cut(),
      end: () => undefined,
      named: /aborted|ECONNRESET|socket hang up/,
    },
    {
      fault: "refusing a token, which is replaced then",
      begin: async () => {
        await plane.kubectl("delete", "serviceaccount", "loadline-recommender", "-n", "loadline");
        await plane.kubectl("create", "serviceaccount", "loadline-recommender", "-n", "loadline");
        account = await plane.tokenOf("loadline", "loadline-recommender");
        await refused(/401/);
        proxy.cut();
      },
      end: () => writeConfig(account),
      named: /401/,
    },
    {
      fault: "taking rights away and giving them back",
      begin: async () => {
        const { items } = await plane.get<{ readonly items: readonly object[] }>("rolebinding", "-n", namespace);
        bindings = items;
        await plane.kubectl("delete", "rolebinding", "-n", namespace, "--all");
        await refused(/403/);
        proxy.cut();
      },
      end: () =>
        plane.create(bindings.map((item, index) => ({ ...item, metadata: { name: `back-${index}`, namespace } }))),
      named: /403/,
    },
  ];

  test.each(faults)("$fault", async ({ begin, end, named, seconds = 30 }) => {
    const published = lab.events.length;
    await begin();
    try {
      more();
      await lab.run(seconds);
      // Decisions go on, and no fault is a reason for fewer replicas than carry the demand.
      expect(lab.events.length).toBeGreaterThan(published);
      expect(desired()).toBeGreaterThanOrEqual(safe());
      const names = await until("its name in the events", async () => {
        await lab.run(5);
        const rows = lab.events.slice(published).flatMap(({ data }) => data.evidence);
        const found = rows.filter(({ input, value }) => /^kubernetes/.test(input) && named.test(String(value)));
        return found.length > 0 ? found : null;
      });
      expect(names.length).toBeGreaterThan(0);
      expect(await lab.read("/metrics")).toMatch(/loadline_kubernetes_watch_failures_total\{[^}]*\} [1-9]/);
    } finally {
      await end();
    }
    await settled();
  });

  test("slower by five seconds a call", async () => {
    proxy.delaySeconds = 5;
    proxy.cut();
    more();
    await settled();
    proxy.delaySeconds = 0;
  });
});

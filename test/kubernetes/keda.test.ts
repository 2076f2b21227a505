import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type ChannelCredentials, credentials, makeClientConstructor, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DesiredCount } from "../../apps/recommender/src/act/actionable-events.ts";
import {
  type ExternalScaler,
  metricName,
  startExternalScaler,
} from "../../apps/recommender/src/act/keda/external-scaler.ts";
import { externalScalerService } from "../../apps/recommender/src/act/keda/external-scaler-contract.ts";
import { ClusterWatch } from "../../apps/recommender/src/kubernetes/cluster-watch.ts";
import { kubernetesAccess } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { presentCount } from "../../apps/recommender/src/publish/autoscaler-value.ts";
import { systemClock, watchTime } from "../../apps/recommender/src/settings/clock.ts";
import { planned } from "../../apps/recommender/test/decided.ts";
import { controlPlaneFolder, missingKedaParts, missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { aggregate } from "./external-metrics.ts";
import { addWorkloads, countOf, makeSecret, namespace, targets } from "./workloads.ts";

describe.skipIf(missingParts().length > 0)("KEDA's generated client", () => {
  let scaler: ExternalScaler;
  let client: ChildProcess;
  let answers: AsyncIterator<string>;
  let desired: DesiredCount;

  beforeAll(async () => {
    scaler = await startExternalScaler("127.0.0.1:0", { desired: () => desired });
    client = spawn(join(controlPlaneFolder(), "keda-client"), [scaler.address, "chat"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (client.stdout === null) throw new Error("no output");
    answers = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  });
  afterAll(async () => {
    client?.stdin?.end();
    await scaler?.stop();
  });

  const ask = async (): Promise<unknown> => {
    client.stdin?.write("\n");
    return JSON.parse((await answers.next()).value);
  };

  test("reads every count from 0 to 200 as the value of a metric whose target is 1", async () => {
    for (let replicas = 0; replicas <= 200; replicas += 1) {
      desired = { kind: "desired", replicas, decisionId: "d", expiresAt: 100, mayFall: false, ready: null };
      const active = replicas > 0;
      const answer = { metric: metricName, target: 1, value: replicas, active, pushed: active, problem: "" };
      expect(await ask()).toEqual(answer);
    }
  });

  test("gets an error, never a zero, while no count is known", async () => {
    desired = { kind: "unknown", detail: "the last recommendation expired" };
    expect(await ask()).toMatchObject({
      problem: expect.stringMatching(/Unavailable.*the last recommendation expired/),
    });
  });
});

const release = "loadline";
const chart = new URL("../../deploy/helm/loadline", import.meta.url).pathname;

describe.skipIf(missingKedaParts().length > 0)(
  "KEDA's operator and metrics adapter with the chart's ScaledObject and its certificate",
  () => {
    let plane: ControlPlane;
    let scaler: ExternalScaler;
    let desired: DesiredCount;
    let current = (): DesiredCount => desired;
    /** Of the workloads of other kinds. */
    let others = 0;
    let asked = 0;
    const isAsked = async (times: number): Promise<void> => {
      const from = asked;
      await until(`${times} questions of the autoscaler`, () => (asked >= from + times ? true : null));
    };

    const decided = (replicas: number): DesiredCount => {
      return { kind: "desired", replicas, decisionId: "d", expiresAt: 100, mayFall: true, ready: null };
    };
    const ask = (replicas: number): void => {
      desired = decided(replicas);
      scaler?.changed();
    };

    beforeAll(async () => {
      plane = await ControlPlane.start();
      await plane.addNodes(4, 8);
      await addWorkloads(plane);
      ask(0);
      const scaled = Object.values(targets).map(({ namespace: _, ...target }) => ({
        deployment: target.name,
        kind: "ScaledObject",
        namespace,
        target,
        min: 0,
        max: 30,
        fallbackReplicas: 4,
      }));
      const values = ["--set", "actuation.keda=true", "--set-json", `actuation.autoscalers=${JSON.stringify(scaled)}`];
      await plane.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: release } }]);
      await makeSecret(plane, release, ...values);
      const { data } = await plane.get<{ readonly data: Readonly<Record<string, string>> }>(
        ...["secret", "loadline-credentials", "-n", release],
      );
      const [cert = "", key = "", clientCa = ""] = ["recommender.crt", "recommender.key", "ca.crt"].map((name) =>
        Buffer.from(data[name] ?? "", "base64").toString(),
      );
      const pair = { cert, key, clientCa };
      const desiredOf = (name: string): DesiredCount => {
        if (name !== "chat") return decided(others);
        asked += 1;
        return current();
      };
      scaler = await startExternalScaler("127.0.0.1:0", { desired: desiredOf }, () => pair);
      await aggregate(plane, await plane.startKeda());
      const { stdout } = await plane.helm(
        ...["template", "loadline", chart, "-n", release, "-s", "templates/actuation.yaml"],
        ...["--kube-version", "1.35.4", ...values],
      );
      const address = /loadline-recommender\.\w+\.svc:9466/g;
      expect(stdout).toMatch(address);
      // The certificate names the host that a forwarded port has.
      await plane.applyText(stdout.replace(address, scaler.address.replace("127.0.0.1", "localhost")));
      // By default it asks every 30 s, and a workload is switched off after 300 s.
      const quick = JSON.stringify({ spec: { pollingInterval: 1, cooldownPeriod: 3 } });
      for (const { name } of Object.values(targets))
        await plane.kubectl("patch", "scaledobject", name, "-n", namespace, "--type=merge", "-p", quick);
    });
    afterAll(async () => {
      await scaler?.stop();
      await plane?.stop();
    });

    const reaches = (replicas: number): Promise<true> =>
      until(`${replicas} replicas`, async () => {
        const { status } = await plane.get<{ readonly status: { readonly replicas?: number } }>(
          ...["deployment", "chat", "-n", namespace],
        );
        // The next step starts from pods that are there.
        const isThere = (status.replicas ?? 0) === replicas;
        return isThere && (await countOf(plane, targets.deployment)) === replicas ? true : null;
      });

    test("whoever shows no certificate of the installation is answered nothing", async () => {
      const Client = makeClientConstructor(externalScalerService(), "ExternalScaler");
      const object = { name: "chat", namespace, scalerMetadata: { deployment: "chat" } };
      const { data } = await plane.get<{ readonly data: Readonly<Record<string, string>> }>(
        ...["secret", "loadline-keda", "-n", namespace],
      );
      const [ca, key, cert] = ["ca.crt", "tls.key", "tls.crt"].map((name) => Buffer.from(data[name] ?? "", "base64"));
      const answer = async (channel: ChannelCredentials): Promise<unknown> => {
        const client = new Client(scaler.address.replace("127.0.0.1", "localhost"), channel);
        const asks = () =>
          new Promise((resolve) => client["IsActive"]?.(object, (error: unknown) => resolve(error ?? "answered")));
        return asks().finally(() => client.close());
      };
      expect(await answer(credentials.createSsl(ca ?? null, key, cert))).toBe("answered");
      expect(await answer(credentials.createSsl(ca ?? null))).toMatchObject({ code: status.UNAVAILABLE });
      expect(await answer(credentials.createInsecure())).toMatchObject({ code: status.UNAVAILABLE });
    });

    test("a workload starts from 0, follows each count, and is switched off", async () => {
      for (const replicas of [1, 2, 10, 11, 20, 22, 21, 3, 1, 0, 5]) {
        ask(replicas);
        await reaches(replicas);
      }
    });

    // No controller of LeaderWorkerSet runs here: what it reports is said for it.
    const report = async (replicas: number): Promise<void> => {
      const status = JSON.stringify({ status: { replicas, hpaPodSelector: "app=giant" } });
      const patch = ["patch", "leaderworkerset", "giant", "--subresource=status", "--type=merge", "-p", status];
      await plane.kubectl(...patch, "-n", namespace);
    };

    test.each([targets.statefulSet, targets.leaderWorkerSet])(
      "a $kind starts from 0, and is switched off",
      async (target) => {
        await report(0);
        for (const replicas of [1, 2, 6, 5, 1, 0]) {
          others = replicas;
          scaler.changed();
          await until(`${replicas} of ${target.name}`, async () => {
            const count = await countOf(plane, target);
            await report(target.kind === "LeaderWorkerSet" ? count : 0);
            return count === replicas ? true : null;
          });
        }
      },
    );

    test("a count that a person raised stands, a hold lowers nothing, and a scale-down does", async () => {
      const quiet = { warn: () => undefined, info: () => undefined };
      const logger = quiet as unknown as ConstructorParameters<typeof ClusterWatch>[0]["logger"];
      const access = await kubernetesAccess((config) => config.loadFromFile(plane.kubeconfig));
      const watch = new ClusterWatch({
        access: async () => access,
        time: watchTime,
        clock: systemClock,
        logger,
        failed: () => undefined,
      });
      const { deployment } = planned({ kubernetes: { ...targets.deployment } });
      watch.follow([deployment]);
      const workload = () => watch.of(deployment)?.workload.objects[0] ?? null;
      let mayFall = false;
      const given = (replicas: number, stabilisationSeconds: number): void => {
        const present = () => presentCount(workload(), { now: systemClock(), stabilisationSeconds });
        current = () => ({
          kind: "desired",
          replicas,
          decisionId: "d",
          expiresAt: 100,
          ready: null,
          mayFall,
          present: present(),
        });
      };
      ask(3);
      await reaches(3);
      await until("the count in the watch", () => (workload()?.replicas === 3 ? true : null));
      given(3, 3_600);
      // The autoscaler, which looks each second, may take it back before the watch has seen it.
      await until("the person's count in the watch", async () => {
        await plane.kubectl("scale", "deployment", "chat", "-n", namespace, "--replicas", "8");
        return workload()?.replicas === 8 ? true : null;
      });
      await isAsked(15);
      expect(await countOf(plane, targets.deployment)).toBe(8);
      mayFall = true;
      await isAsked(5);
      expect(await countOf(plane, targets.deployment)).toBe(8);
      // The window has passed.
      given(3, 0);
      await reaches(3);
      current = () => desired;
      void watch.close();
    });

    test.each([
      { before: 6, after: 6 },
      { before: 2, after: 4 },
    ])("while no count is known, $before replicas become $after", async ({ before, after }) => {
      ask(before);
      await reaches(before);
      desired = { kind: "unknown", detail: "the last recommendation expired" };
      await until("the fallback", async () => {
        const { status } = await plane.get<{
          readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
        }>(...["scaledobject", "chat", "-n", namespace]);
        return status.conditions.some((one) => one.type === "Fallback" && one.status === "True") ? true : null;
      });
      await reaches(after);
      ask(3);
      await reaches(3);
    });
  },
);

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metricValue } from "../../apps/recommender/src/publish/autoscaler-value.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { ExternalMetrics } from "./external-metrics.ts";
import { addWorkloads, countOf, namespace, scaleByHand, targets } from "./workloads.ts";

const chart = new URL("../../deploy/helm/loadline", import.meta.url).pathname;
const highest = 40;

describe.skipIf(missingParts().length > 0)("the stock pod autoscaler with the chart's HorizontalPodAutoscaler", () => {
  let plane: ControlPlane;
  let metrics: ExternalMetrics;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    // The status of a Deployment, from which the autoscaler reads the present count, is played by its pods on nodes.
    await plane.addNodes(8, 8);
    await addWorkloads(plane);
    metrics = await ExternalMetrics.start(plane);
    await scaleByHand(plane, targets.deployment, 1);
    const autoscalers = [
      {
        deployment: "chat",
        kind: "HorizontalPodAutoscaler",
        namespace,
        target: { kind: "Deployment", name: "chat" },
        min: 1,
        max: 60,
      },
    ];
    const rendered = await plane.helm(
      ...["template", "loadline", chart, "-s", "templates/actuation.yaml", "--kube-version", "1.35.4"],
      ...["--set-json", `actuation.autoscalers=${JSON.stringify(autoscalers)}`],
    );
    await plane.applyText(rendered.stdout);
  });
  afterAll(async () => {
    await metrics?.stop();
    await plane?.stop();
  });

  const reaches = async (replicas: number, value = replicas): Promise<void> => {
    metrics.value = value;
    await until(`${replicas} replicas`, async () =>
      (await countOf(plane, targets.deployment)) === replicas ? true : null,
    );
    // The next step starts from this count.
    await until(`${replicas} pods`, async () => {
      const { status } = await plane.get<{ readonly status: { readonly replicas?: number } }>(
        "deployment",
        "chat",
        "-n",
        namespace,
      );
      return status.replicas === replicas ? true : null;
    });
  };

  test(`each step from 1 to ${highest}, and each one down`, async () => {
    for (let replicas = 2; replicas <= highest; replicas += 1) await reaches(replicas);
    for (let replicas = highest - 1; replicas >= 1; replicas -= 1) await reaches(replicas);
  });

  test.each([
    [1, 40],
    [40, 37],
    [37, 41],
    [41, 3],
    [3, 4],
  ])("from %d to %d in one step", async (_, to) => {
    await reaches(to);
    expect(await countOf(plane, targets.deployment)).toBe(to);
  });

  test("where the autoscaler has a tolerance, the value of the trigger brings it above the count and back to it", async () => {
    await plane.kubectl(
      ...["patch", "hpa", "chat", "-n", namespace, "--type=merge"],
      ...[
        "-p",
        JSON.stringify({ spec: { behavior: { scaleUp: { tolerance: "0.1" }, scaleDown: { tolerance: "0.1" } } } }),
      ],
    );
    for (const [from, to] of [
      [10, 11],
      [20, 22],
      [30, 31],
    ] as const) {
      await reaches(from);
      const value = metricValue({ replicas: to, ready: from }, 0.1);
      await reaches(value);
      expect(value).toBeLessThanOrEqual(to * 1.1);
      await reaches(to, metricValue({ replicas: to, ready: value }, 0.1));
      await reaches(1);
    }
  });
});

import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePlanText, poolOf } from "@loadline/plan";
import { ObjectWatch } from "@loadline/runtime/kubernetes";
import { freePort } from "@loadline/servers";
import { vi } from "vitest";
import { type KubernetesAccess, kubernetesAccess } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { ReplicaModel } from "../../apps/recommender/src/observe/replica-model.ts";
import { watchTime } from "../../apps/recommender/src/settings/clock.ts";
import { Lab, planText } from "../../apps/recommender/test/lab.ts";
import { Recording } from "../recording.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { aggregate } from "./external-metrics.ts";
import { addAccount, addWorkloads, namespace, scaleByHand, targets } from "./workloads.ts";

const chart = new URL("../../deploy/helm/loadline", import.meta.url).pathname;
const stepSeconds = 15;
const mostSteps = 40;
const workload = `kubernetes: { namespace: ${namespace}, name: ${targets.deployment.name} }`;
const dayPlan = planText.replace("leadTimeSeconds", `${workload}\n    leadTimeSeconds`);

/** Seconds between two tokens at so many requests/s, as the plan's model has them. */
const tokenTime = (): ((rate: number) => number) => {
  const plan = parsePlanText(dayPlan);
  const [deployment] = plan.deployments;
  if (deployment === undefined) throw new Error("no deployment");
  const model = new ReplicaModel(deployment, poolOf(plan, deployment));
  const at = (rate: number) => model.interTokenLatency({ ...deployment.expected, basis: "plan" }, rate);
  // Beyond what it sustains an engine is as slow as at that.
  const sustained = (rate: number): number => at(rate) ?? sustained(0.95 * rate);
  return sustained;
};
export const stabilisationSeconds = 300;

interface Workload {
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas?: number };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** The cluster after a step, beside what was asked for. */
export interface Seen {
  readonly asked: number;
  readonly replicas: number;
  readonly pods: number;
  readonly ready: number;
}

/** What the cluster comes to by itself after a step. */
export type Rest = (seen: Seen) => boolean;

export const followed: Rest = ({ asked, replicas, pods, ready }) =>
  replicas === asked && pods === asked && ready === asked;

/**
 * A deployment under KEDA's stock operator and the stock pod autoscaler: kwok plays its pods, an agent on each node reports
 * those that are ready as engines, and the clock is the recommender's. Each step waits until the cluster has come to rest.
 */
export class ServedDay {
  readonly plane: ControlPlane;
  readonly lab: Lab;
  readonly recording = new Recording();
  /** Each count that the workload's specification had, and since when. */
  readonly counts: { readonly at: number; readonly replicas: number }[] = [];
  /** Requests/s. */
  load = 0;
  readonly #tokenTime = tokenTime();
  readonly #access: KubernetesAccess;
  readonly #watch: ObjectWatch<number>;

  private constructor(plane: ControlPlane, lab: Lab, access: KubernetesAccess) {
    this.plane = plane;
    this.lab = lab;
    this.#access = access;
    this.#watch = new ObjectWatch<number>({
      what: "counts",
      path: () => `/apis/apps/v1/namespaces/${namespace}/deployments`,
      get: access.get,
      time: watchTime,
      most: 10,
      keep: (raw) => {
        const { replicas } = (raw as Workload).spec;
        if (this.counts.at(-1)?.replicas !== replicas) this.counts.push({ at: lab.now, replicas });
        return replicas;
      },
    });
    this.#watch.start();
  }

  static async open(firstLoad: number): Promise<ServedDay> {
    const plane = await ControlPlane.start();
    // As the agents name their nodes.
    await plane.addNodes(2, 8, "node");
    await addWorkloads(plane);
    const kubeconfig = join(plane.folder, "recommender.kubeconfig");
    writeFileSync(kubeconfig, plane.configFor(await addAccount(plane)));
    // Loading it takes seconds, in which a broker would wait for this process.
    const access = await kubernetesAccess((config) => config.loadFromFile(plane.kubeconfig));
    vi.stubEnv("KUBECONFIG", kubeconfig);
    const lab = await Lab.open();
    await writeFile(join(lab.world.folder, "plan.yaml"), dayPlan);
    lab.sampleSeconds = stepSeconds;
    // A day's length before the broker's clock.
    lab.now -= 4 * 3_600;
    const scaler = `127.0.0.1:${await freePort()}`;
    const day = new ServedDay(plane, lab, access);
    day.load = firstLoad;
    await scaleByHand(plane, targets.deployment, 2);
    await until("two pods", async () => ((await day.seen()).ready === 2 ? true : null));
    await lab.start({
      kubernetesCounts: true,
      kedaListen: scaler,
      heartbeatSeconds: stepSeconds,
      windowSeconds: 60,
      freshnessSeconds: 60,
      scaleDownStabilisationSeconds: stabilisationSeconds,
    });
    for (let step = 0; day.asked === 0; step += 1) {
      if (step === mostSteps) throw new Error(`no count after ${step} steps`);
      await day.step();
    }
    await day.#autoscale(scaler);
    return day;
  }

  /** KEDA, and the chart's ScaledObject with this address in the place of the Service's; TLS is tested with KEDA alone. */
  async #autoscale(scaler: string): Promise<void> {
    const { plane } = this;
    await aggregate(plane, await plane.startKeda());
    const target = { kind: "Deployment", name: "chat" };
    const scaled = { deployment: "chat", kind: "ScaledObject", namespace, target, min: 0, max: 12 };
    const { stdout } = await plane.helm(
      ...["template", "loadline", chart, "-s", "templates/actuation.yaml", "--kube-version", "1.35.4"],
      ...[
        "--set",
        "actuation.keda=true,tls.enabled=false",
        "--set-json",
        `actuation.autoscalers=${JSON.stringify([scaled])}`,
      ],
    );
    await plane.applyText(stdout.replace(/loadline-recommender\.\w+\.svc:9466/, scaler));
    // By default it asks every 30 s.
    const quick = JSON.stringify({ spec: { pollingInterval: 1, cooldownPeriod: 3 } });
    await this.#succeeds("patch", "scaledobject", "chat", "--type=merge", "-p", quick);
  }

  async #succeeds(...args: readonly string[]): Promise<void> {
    const { status, stderr } = await this.plane.kubectl(...args, "-n", namespace);
    if (status !== 0) throw new Error(stderr);
  }

  readonly kubectl = (line: string): Promise<void> => this.#succeeds(...line.split(" "));

  get asked(): number {
    return this.lab.events.at(-1)?.data.replicas.desired ?? 0;
  }

  async #pods(): Promise<readonly Pod[]> {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const { items } = (await this.#access.call({ method: "GET", path })) as { readonly items: readonly Pod[] };
    return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  async seen(): Promise<Seen> {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${targets.deployment.name}`;
    const { spec } = (await this.#access.call({ method: "GET", path })) as Workload;
    const pods = await this.#pods();
    return { asked: this.asked, replicas: spec.replicas, pods: pods.length, ready: pods.filter(isReady).length };
  }

  /** The next step of the clock: agents report the pods that are ready, and a decision is made. */
  async step(): Promise<void> {
    const ready = (await this.#pods()).filter(isReady);
    for (const agent of this.lab.agents) {
      agent.engines = ready.flatMap(({ metadata, spec }) => (spec.nodeName === agent.node ? metadata.name : []));
      agent.rate = this.load / Math.max(1, ready.length);
      agent.secondsPerToken = this.#tokenTime(agent.rate);
    }
    await this.lab.run(stepSeconds);
    this.recording.add(await this.lab.read("/metrics"), 'job="recommender",instance="r1"', this.#steps * stepSeconds);
    this.#steps += 1;
  }

  /** Steps that were recorded. */
  #steps = 0;

  /** Seconds of the record. */
  get seconds(): number {
    return Math.max(0, this.#steps - 1) * stepSeconds;
  }

  /** Series of the record, every quarter of a minute. */
  get series() {
    return { interval: `${stepSeconds}s`, input_series: this.recording.every(stepSeconds, [0, this.seconds]) };
  }

  async pass(minutes: number, what: string, rest: Rest): Promise<void> {
    for (let step = 0; step < (minutes * 60) / stepSeconds; step += 1) {
      await this.step();
      let last: Seen | null = null;
      await until(what, async () => {
        last = await this.seen();
        return rest(last) ? true : null;
      }).catch((error: unknown) => {
        throw new Error(`${String(error)}: ${JSON.stringify(last)}`);
      });
    }
  }

  /**
   * A person scales, and does so again where the autoscaler, which looks each second, took it back before the recommender had
   * read of it.
   */
  async scaleByHand(replicas: number): Promise<void> {
    await until("the person's count in an event", async () => {
      await scaleByHand(this.plane, targets.deployment, replicas);
      await this.step();
      return this.asked === replicas ? true : null;
    });
    // What the autoscaler had asked before may still come.
    let looks = 0;
    await until("the person's count to stand", async () => {
      const stands = (await this.seen()).replicas === replicas;
      if (!stands) await scaleByHand(this.plane, targets.deployment, replicas);
      looks = stands ? looks + 1 : 0;
      return looks === 20 ? true : null;
    });
  }

  async close(): Promise<void> {
    vi.unstubAllEnvs();
    await this.#watch.close();
    await this.lab.close();
    await this.plane.stop();
  }
}

const isReady = ({ status }: Pod): boolean =>
  (status.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is === "True");

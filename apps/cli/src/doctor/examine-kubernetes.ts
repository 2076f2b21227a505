import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isRecord } from "@loadline/model";
import { reasonOf } from "@loadline/planner/messages";
import type { CliContext } from "../command.ts";
import { type Check, failed, notChecked, ok } from "./checks.ts";

type Kubectl = (...args: readonly string[]) => Promise<string>;

const mostBytes = 64 * 2 ** 20;

const kubectlOf =
  ({ env, signal }: CliContext): Kubectl =>
  async (...args) =>
    (await promisify(execFile)("kubectl", args, { env: { ...env }, maxBuffer: mostBytes, signal })).stdout;

const labelsIn = (object: unknown, of: "labels" | "annotations"): Readonly<Record<string, unknown>> => {
  const { metadata } = isRecord(object) ? object : {};
  const { [of]: texts } = isRecord(metadata) ? metadata : {};
  return isRecord(texts) ? texts : {};
};

const enforce = "pod-security.kubernetes.io/enforce";

interface Preflight {
  readonly name: string;
  readonly check: (kubectl: Kubectl, namespace: string) => Promise<Omit<Check, "name">>;
}

const passes = (detail: string) => ok("", detail);
const fails = (detail: string, advice: string) => failed("", detail, advice);

/** What an installation needs of a cluster, each with the setting that helps. */
const preflights: readonly Preflight[] = [
  {
    name: "pod security",
    check: async (kubectl, namespace) => {
      const level = labelsIn(JSON.parse(await kubectl("get", "namespace", namespace, "-o", "json")), "labels")[enforce];
      if (level === undefined || level === "privileged")
        return passes(`${namespace} admits agents, which mount a folder`);
      return fails(
        `${namespace} enforces ${level}: no agent would start, because each mounts a folder of its host`,
        `kubectl label namespace ${namespace} --overwrite ${enforce}=privileged, or install with agent.podResources=false`,
      );
    },
  },
  {
    name: "storage class",
    check: async (kubectl) => {
      const { items = [] } = JSON.parse(await kubectl("get", "storageclasses", "-o", "json")) as { items?: unknown[] };
      const isDefault = (one: unknown): boolean =>
        labelsIn(one, "annotations")["storageclass.kubernetes.io/is-default-class"] === "true";
      return items.some(isDefault)
        ? passes("there is a default one for the broker's volume")
        : fails(
            "there is no default one: the broker would wait for its volume",
            "name one in nats.storage.className, or set nats.storage.persistent=false",
          );
    },
  },
  {
    name: "monitoring",
    check: async (kubectl) => {
      const names = (await kubectl("get", "namespaces", "-l", "loadline.io/monitoring=true", "-o", "name")).trim();
      return names === ""
        ? fails(
            "no namespace has the label loadline.io/monitoring=true: the network policies admit no Prometheus",
            "kubectl label namespace MONITORING loadline.io/monitoring=true, or set networkPolicies.monitoringNamespaceLabels",
          )
        : passes(names.replaceAll(/\s+/g, ", "));
    },
  },
  {
    name: "rights",
    check: async (kubectl, namespace) => {
      const asked = [
        ["create", "clusterroles"],
        ["create", "clusterrolebindings"],
        ...["daemonsets", "statefulsets", "roles", "jobs"].map((kind) => ["create", kind, "-n", namespace]),
      ];
      // It answers "no" with an exit code of 1.
      const answers = await Promise.all(asked.map((one) => kubectl("auth", "can-i", ...one).catch(() => "no")));
      const lacking = asked.filter((_, at) => answers[at]?.trim() !== "yes").map(([, kind]) => kind);
      return lacking.length === 0
        ? passes("you may create what the chart makes")
        : fails(
            `you may not create ${lacking.join(", ")}`,
            "install with an account that may, or see rights in the guide",
          );
    },
  },
  {
    name: "autoscaler",
    check: async (kubectl) => {
      const keda = (await kubectl("api-resources", "--api-group=keda.sh", "-o", "name")).includes("scaledobjects");
      const metrics = await kubectl("get", "apiservice", "v1beta1.external.metrics.k8s.io", "-o", "name").catch(
        () => "",
      );
      if (keda) return passes("KEDA is there: actuation.fromPlan=ScaledObject");
      if (metrics !== "") return passes("external metrics are served: actuation.fromPlan=HorizontalPodAutoscaler");
      return fails(
        "neither KEDA nor an adapter of external metrics: counts are published, and nothing sets them",
        "install KEDA or the Prometheus adapter, or read the events by a program of your own",
      );
    },
  },
];

/** What an installation into the namespace would meet, as kubectl's account sees it. */
export const examineKubernetes = (context: CliContext, namespace: string): Promise<readonly Check[]> => {
  const kubectl = kubectlOf(context);
  return Promise.all(
    preflights.map(async ({ name, check }) => {
      try {
        return { ...(await check(kubectl, namespace)), name };
      } catch (error) {
        return notChecked(name, reasonOf(error));
      }
    }),
  );
};

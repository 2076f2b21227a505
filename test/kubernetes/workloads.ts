import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { parseAllDocuments } from "yaml";
import type { Workload } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import type { ControlPlane } from "./control-plane.ts";

export const namespace = "serving";

const pods = (name: string) => ({
  replicas: 0,
  selector: { matchLabels: { app: name } },
  template: {
    metadata: { labels: { app: name } },
    spec: {
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
      containers: [
        { name: "vllm", image: "vllm/vllm-openai:v0.11.0", resources: { limits: { "nvidia.com/gpu": "1" } } },
      ],
    },
  },
});

/** A kind with a scale that no part of Kubernetes knows, as LeaderWorkerSet and Dynamo's adapters are. */
const definition = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: {
    name: "leaderworkersets.leaderworkerset.x-k8s.io",
    annotations: { "api-approved.kubernetes.io": "unapproved, test" },
  },
  spec: {
    group: "leaderworkerset.x-k8s.io",
    names: { kind: "LeaderWorkerSet", plural: "leaderworkersets", singular: "leaderworkerset" },
    scope: "Namespaced",
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: { type: "object", properties: { replicas: { type: "integer" } } },
              status: {
                type: "object",
                properties: {
                  replicas: { type: "integer" },
                  readyReplicas: { type: "integer" },
                  hpaPodSelector: { type: "string" },
                },
              },
            },
          },
        },
        subresources: {
          status: {},
          // As LeaderWorkerSet v0.7 has it; a pod autoscaler refuses a scale without a selector.
          scale: {
            specReplicasPath: ".spec.replicas",
            statusReplicasPath: ".status.replicas",
            labelSelectorPath: ".status.hpaPodSelector",
          },
        },
      },
    ],
  },
};

const target = (apiVersion: string, kind: string, name: string): Workload => ({ apiVersion, kind, namespace, name });

export const targets = {
  deployment: target("apps/v1", "Deployment", "chat"),
  statefulSet: target("apps/v1", "StatefulSet", "coder"),
  leaderWorkerSet: target("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "giant"),
} as const;

/** One workload of each kind without replicas, in a namespace of their own. */
export const addWorkloads = async (plane: ControlPlane): Promise<void> => {
  await plane.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }, definition]);
  await plane.kubectl("wait", "--for=condition=Established", "crd", definition.metadata.name, "--timeout=60s");
  await plane.apply([
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "chat", namespace }, spec: pods("chat") },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "coder", namespace },
      spec: { serviceName: "coder", ...pods("coder") },
    },
    {
      apiVersion: "leaderworkerset.x-k8s.io/v1",
      kind: "LeaderWorkerSet",
      metadata: { name: "giant", namespace },
      spec: { replicas: 0 },
    },
  ]);
};

const resourceOf = ({ kind }: Workload): string => `${kind.toLowerCase()}s`;

/** The count as an administrator reads it. */
export const countOf = async (plane: ControlPlane, workload: Workload): Promise<number> => {
  const { spec } = await plane.get<{ readonly spec: { readonly replicas: number } }>(
    resourceOf(workload),
    workload.name,
    "-n",
    namespace,
  );
  return spec.replicas;
};

/** As a person does it. */
export const scaleByHand = async (plane: ControlPlane, workload: Workload, replicas: number): Promise<void> => {
  const patch = JSON.stringify({ spec: { replicas } });
  const result = await plane.kubectl(
    "patch",
    resourceOf(workload),
    workload.name,
    "-n",
    namespace,
    "--type=merge",
    "-p",
    patch,
  );
  if (result.status !== 0) throw new Error(result.stderr);
};

const chart = new URL("../../deploy/helm/loadline", import.meta.url).pathname;

/** The recommender's account with the rights that the chart gives it, and its token. */
export const addAccount = async (plane: ControlPlane): Promise<string> => {
  await plane.apply([
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "loadline" } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "loadline-recommender", namespace: "loadline" } },
  ]);
  const values = [
    "--set",
    `watch.enabled=true,watch.namespaces={${namespace}}`,
    "--set-json",
    'watch.resources=[{"group":"leaderworkerset.x-k8s.io","resource":"leaderworkersets"}]',
  ];
  const { stdout, stderr } = await plane.helm(
    "template",
    "loadline",
    chart,
    "-n",
    "loadline",
    "-s",
    "templates/watch.yaml",
    ...values,
  );
  if (stdout === "") throw new Error(stderr);
  await plane.applyText(stdout);
  return plane.tokenOf("loadline", "loadline-recommender");
};

interface Rendered {
  readonly kind: string;
  readonly metadata: object;
  readonly spec?: {
    readonly template: { readonly spec: { readonly containers: readonly [{ readonly args: readonly string[] }] } };
  };
}

/**
 * What the chart's Job does before an installation, by its own arguments and with its rights, which go as they do then: containers run
 * nowhere here. @returns the keys that it made
 */
export const makeSecret = async (
  plane: ControlPlane,
  inNamespace: string,
  ...options: readonly string[]
): Promise<readonly string[]> => {
  const template = ["template", "loadline", chart, "-n", inNamespace, "-s", "templates/credentials.yaml", ...options];
  const { stdout } = await plane.helm(...template);
  const objects = parseAllDocuments(stdout).map((one) => one.toJS() as Rendered);
  const rights = objects.filter(({ kind }) => /^(?:ServiceAccount|Role|RoleBinding)$/.test(kind));
  await plane.apply(rights.map((one) => ({ ...one, metadata: { namespace: inNamespace, ...one.metadata } })));
  const token = await plane.tokenOf(inNamespace, "loadline-credentials");
  const kubeconfig = join(plane.folder, `${inNamespace}-credentials.kubeconfig`);
  writeFileSync(kubeconfig, plane.configFor(token));
  const [{ args }] = objects.find(({ kind }) => kind === "Job")?.spec?.template.spec.containers ?? [{ args: [] }];
  const program = join(repositoryRoot, "apps/recommender/dist/main.js");
  const environment = { ...process.env, KUBECONFIG: kubeconfig };
  const output = execFileSync("node", [program, ...args], { encoding: "utf8", env: environment });
  await plane.kubectl("delete", "serviceaccount,role,rolebinding", "loadline-credentials", "-n", inNamespace);
  return /was given (.*)\n/.exec(output)?.[1]?.split(", ") ?? [];
};

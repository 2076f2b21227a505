import { token } from "@loadline/protocol";
import type { Pod } from "./pod.ts";

/** One place where the name of a deployment is written. */
interface DeploymentRule {
  /** As `--list-engines` prints it. */
  readonly by: string;
  readonly name: (pod: Pod, container: string | null) => string | undefined;
  /** All pools of a model have this name; the others are written for each pool. */
  readonly isShared?: boolean;
}

const label = (key: string): DeploymentRule => ({ by: `label ${key}`, name: ({ labels }) => labels[key] });

/** Names of software: charts write it where the deployment's own name is the instance's. */
const software =
  /^(?:vllm|vllm-openai|sglang|tgi|text-generation-inference|triton|tritonserver|llama-?cpp|lmdeploy|nim|nim-llm|llm)$/i;

const ownLabel = "label loadline.io/deployment";

/**
 * Where the name of a pod's deployment is written; the first rule with a name decides.
 * @source labels by https://github.com/ai-dynamo/dynamo (deploy/operator/internal/consts), https://github.com/kserve/kserve
 * (pkg/constants; pkg/controller/v1alpha1/llmisvc), https://llm-d.ai/docs, https://lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables/,
 * https://github.com/vllm-project/production-stack (helm/templates), https://github.com/vllm-project/aibrix,
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
const deploymentRules: readonly DeploymentRule[] = [
  {
    by: "annotation deployment.loadline.io/CONTAINER",
    name: ({ annotations }, container) => annotations[`deployment.loadline.io/${container}`],
  },
  { by: "annotation loadline.io/deployment", name: ({ annotations }) => annotations["loadline.io/deployment"] },
  label("loadline.io/deployment"),
  { ...label("nvidia.com/dynamo-graph-deployment-name"), isShared: true },
  label("serving.kserve.io/inferenceservice"),
  {
    by: "label app.kubernetes.io/name of an LLMInferenceService",
    name: ({ labels }) =>
      labels["app.kubernetes.io/part-of"] === "llminferenceservice" ? labels["app.kubernetes.io/name"] : undefined,
    isShared: true,
  },
  { ...label("llm-d.ai/model"), isShared: true },
  {
    by: "label model of a release of the production stack",
    name: ({ labels }) => (labels["helm-release-name"] === undefined ? undefined : labels["model"]),
  },
  label("model.aibrix.ai/name"),
  label("leaderworkerset.sigs.k8s.io/name"),
  {
    by: "label app.kubernetes.io/name",
    name: ({ labels }) => {
      const name = labels["app.kubernetes.io/name"];
      return name !== undefined && software.test(name) ? undefined : name;
    },
  },
  label("app.kubernetes.io/instance"),
  { by: "label app", name: ({ labels }) => (software.test(labels["app"] ?? "") ? undefined : labels["app"]) },
  {
    by: "owner",
    // A ReplicaSet has its Deployment's name and a hash.
    name: ({ owner, labels }) =>
      owner?.kind === "ReplicaSet" ? owner.name.replace(`-${labels["pod-template-hash"]}`, "") : owner?.name,
  },
];

const roleLabels = ["llm-d.ai/role", "nvidia.com/dynamo-sub-component-type", "nvidia.com/dynamo-component-type"];

/** The work of a pod that does not do all of it. */
export const roleOf = ({ labels }: Pod): "prefill" | "decode" | null =>
  roleLabels.map((key) => labels[key]).find((role) => role === "prefill" || role === "decode") ?? null;

/** Prefill workers are a pool of their own: a request reaches one of them, then a decode worker. A name has 63 characters. */
const ofRole = (name: string, pod: Pod, isShared: boolean): string =>
  roleOf(pod) === "prefill" && (isShared || !/prefill/i.test(name))
    ? `${name.slice(0, 63 - "-prefill".length)}-prefill`
    : name;

/** The deployment of a pod or of one of its containers, and what names it. */
export const deploymentOf = (pod: Pod, container: string | null) => {
  for (const { by, name: nameIn, isShared = false } of deploymentRules) {
    const name = nameIn(pod, container);
    if (name === undefined || !/[a-z0-9]/i.test(name)) continue;
    if (by.startsWith("annotation")) return { name, by };
    return { name: by === ownLabel ? token(name) : ofRole(token(name), pod, isShared), by };
  }
  return { name: null, by: null };
};

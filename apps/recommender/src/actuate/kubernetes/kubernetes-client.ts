import { type IncomingMessage, request as requestPlain } from "node:http";
import { type RequestOptions, request as requestTls } from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import type { PlanDeployment } from "@loadline/wire";

/** A workload whose `scale` is read and set. */
export type ScaleTarget = NonNullable<PlanDeployment["kubernetes"]>;

/** Why a call failed; also the label of a metric. */
export type FailureReason =
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "invalid"
  | "quota"
  | "policy"
  | "timeout"
  | "connection"
  | "server";

/** A call to the API server that did not succeed. */
export class KubernetesError extends Error {
  override readonly name = "KubernetesError";
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export interface WorkloadStatus {
  readonly wanted: number;
  readonly pods: number;
  readonly ready: number;
}

export interface ScaleChange {
  readonly from: number;
  readonly to: number;
  /** Checked by the server, not stored. */
  readonly dryRun: boolean;
  /** Named in the API server's audit log. */
  readonly decisionId: string;
}

/** What is asked of Kubernetes. Every call ends within its deadline. @throws KubernetesError */
export interface KubernetesClient {
  /** The count that the workload's specification asks for. */
  readonly readScale: (target: ScaleTarget) => Promise<number>;
  /** Sets the count while it is still `from`. */
  readonly writeScale: (target: ScaleTarget, change: ScaleChange) => Promise<void>;
  readonly readStatus: (target: ScaleTarget) => Promise<WorkloadStatus>;
}

export interface Call {
  readonly method: "GET" | "PATCH" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly userAgent?: string;
}

const deadlineMilliseconds = 5_000;

const byStatus: Readonly<Record<number, FailureReason>> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  422: "invalid",
};

/** Admission refuses with the same status codes as a missing right does, so that only the message distinguishes them. */
const reasonOf = (status: number, message: string): FailureReason => {
  if (/exceeded quota/.test(message)) return "quota";
  if (/denied (the )?request/.test(message)) return "policy";
  return byStatus[status] ?? "server";
};

const answerOf = (options: RequestOptions, url: URL, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestTls : requestPlain;
    request(url, options, resolve).on("error", reject).end(body);
  });

const messageIn = (body: string): string => {
  try {
    return String((JSON.parse(body) as { message?: unknown }).message ?? body);
  } catch {
    return body;
  }
};

const failureOf = (error: unknown, signal: AbortSignal): KubernetesError => {
  if (error instanceof KubernetesError) return error;
  if (signal.aborted) {
    return new KubernetesError("timeout", `the API server did not answer within ${deadlineMilliseconds / 1000} s`);
  }
  return new KubernetesError("connection", error instanceof Error ? error.message : String(error), { cause: error });
};

/** A token file often ends in a new line, which no header may hold. */
const trimAuthorization = ({ headers }: RequestOptions): void => {
  const sent = headers as Record<string, unknown> | undefined;
  if (typeof sent?.["Authorization"] === "string") sent["Authorization"] = sent["Authorization"].trim();
};

const callWith =
  (config: KubeConfig, milliseconds: number) =>
  async ({ method, path, body, userAgent = "loadline-recommender" }: Call): Promise<unknown> => {
    const signal = AbortSignal.timeout(milliseconds);
    const headers = {
      accept: "application/json",
      "user-agent": userAgent,
      ...(body === undefined
        ? {}
        : { "content-type": method === "POST" ? "application/json" : "application/json-patch+json" }),
    };
    const options: RequestOptions = { method, headers, signal };
    try {
      await config.applyToHTTPSOptions(options);
      trimAuthorization(options);
      const url = new URL(`${config.getCurrentCluster()?.server ?? ""}${path}`);
      const answer = await answerOf(options, url, body === undefined ? undefined : JSON.stringify(body));
      const content = await text(answer);
      const { statusCode = 0 } = answer;
      if (statusCode >= 200 && statusCode < 300) return JSON.parse(content);
      const message = messageIn(content);
      throw new KubernetesError(reasonOf(statusCode, message), `${statusCode}: ${message}`);
    } catch (error) {
      throw failureOf(error, signal);
    }
  };

interface Workload {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

interface ResourceList {
  readonly resources?: readonly { readonly name: string; readonly kind: string }[];
}

/** Resources of kinds that every cluster has; those of others are asked once. */
const knownResources: ReadonlyMap<string, string> = new Map([
  ["apps/v1/Deployment", "deployments"],
  ["apps/v1/StatefulSet", "statefulsets"],
]);

/** Path of the scale of a workload. */
const scalePaths = (call: (call: Call) => Promise<unknown>) => {
  const resources = new Map(knownResources);
  const resourceOf = async ({ apiVersion, kind }: ScaleTarget): Promise<string> => {
    const key = `${apiVersion}/${kind}`;
    const known = resources.get(key);
    if (known !== undefined) return known;
    const { resources: list = [] } = (await call({ method: "GET", path: `/apis/${apiVersion}` })) as ResourceList;
    // The main resource has the kind too; its scale is of the kind Scale.
    const found = list.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    const scale = list.find(({ name }) => name === `${found?.name}/scale`);
    if (found === undefined || scale === undefined) {
      const what = found === undefined ? `has no kind ${kind}` : `has a ${kind} without a scale`;
      throw new KubernetesError("not-found", `the cluster ${what} in ${apiVersion}`);
    }
    resources.set(key, found.name);
    return found.name;
  };
  return async (target: ScaleTarget): Promise<string> => {
    const { apiVersion, namespace, name } = target;
    const resource = await resourceOf(target);
    return `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${resource}/${encodeURIComponent(name)}`;
  };
};

/** A Scale leaves a count of zero out of its specification: it is `"spec": {}`. */
const scalePatch = ({ from, to }: ScaleChange) => [
  from === 0 ? { op: "test", path: "/spec", value: {} } : { op: "test", path: "/spec/replicas", value: from },
  { op: "add", path: "/spec/replicas", value: to },
];

const inHeader = (id: string): string => id.replace(/[^\w-]/g, "").slice(0, 64);

/**
 * One call to the API server of the default configuration: in a pod its service account, else the user's. The library is
 * loaded here, so that nobody else pays for it. @throws KubernetesError
 */
export const kubernetesCalls = async (
  configure: (config: KubeConfig) => void = (config) => config.loadFromDefault(),
  milliseconds = deadlineMilliseconds,
): Promise<(call: Call) => Promise<unknown>> => {
  const { KubeConfig: Config } = await import("@kubernetes/client-node");
  const config = new Config();
  configure(config);
  return callWith(config, milliseconds);
};

/** The calls that scale workloads. */
export const kubernetesClient = async (...settings: Parameters<typeof kubernetesCalls>): Promise<KubernetesClient> => {
  const call = await kubernetesCalls(...settings);
  const pathOf = scalePaths(call);
  return {
    readScale: async (target) => {
      const { spec } = (await call({ method: "GET", path: `${await pathOf(target)}/scale` })) as Workload;
      return spec?.replicas ?? 0;
    },
    writeScale: async (target, change) => {
      const query = `?fieldManager=loadline${change.dryRun ? "&dryRun=All" : ""}`;
      const userAgent = `loadline-recommender decision/${inHeader(change.decisionId)}`;
      const path = `${await pathOf(target)}/scale${query}`;
      await call({ method: "PATCH", path, body: scalePatch(change), userAgent });
    },
    readStatus: async (target) => {
      // A workload, unlike its Scale, always names its count; a status leaves counts of zero out.
      const { spec, status } = (await call({ method: "GET", path: `${await pathOf(target)}/status` })) as Workload;
      return { wanted: spec?.replicas ?? 1, pods: status?.replicas ?? 0, ready: status?.readyReplicas ?? 0 };
    },
  };
};

/** A connected client that is made at its first use, and again at the next one where that failed. */
export const lazily = <T>(connect: () => Promise<T>): (() => Promise<T>) => {
  let connected: Promise<T> | null = null;
  return () => {
    connected ??= connect().catch((error: unknown) => {
      connected = null;
      throw error;
    });
    return connected;
  };
};

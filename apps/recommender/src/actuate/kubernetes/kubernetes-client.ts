import { type IncomingMessage, request as requestPlain } from "node:http";
import { type RequestOptions, request as requestTls } from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import { reasonOf } from "@loadline/core";
import type { PlanDeployment } from "@loadline/wire";
import { AnswerError, refusalOf } from "@loadline/wire/kubernetes";

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
  | "server"
  /** Another client set the count after this actuator. */
  | "other-actor";

/** A call to the API server that did not succeed. */
export class KubernetesError extends Error {
  override readonly name = "KubernetesError";
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

interface ScaleChange {
  readonly from: number;
  readonly to: number;
  /** Checked by the server, not stored. */
  readonly dryRun: boolean;
  /** Named in the API server's audit log. */
  readonly decisionId: string;
  /** Asked when its turn comes: whether it is still to be set; without it: yes. */
  readonly isWanted?: () => boolean;
}

/** What is asked of Kubernetes. Every call ends within its deadline. @throws KubernetesError */
export interface KubernetesClient {
  /** The count that the workload's specification asks for. */
  readonly readScale: (target: ScaleTarget) => Promise<number>;
  /** Sets the count while it is still `from`; false: it was not wanted any more. */
  readonly writeScale: (target: ScaleTarget, change: ScaleChange) => Promise<boolean>;
  /** Which pod a ReplicaSet removes first: the one of the least cost. */
  readonly writeRemovalCost: (target: ScaleTarget, pod: string, cost: number) => Promise<void>;
  /** The selector of the workload's pods, as its scale names it. */
  readonly readSelector: (target: ScaleTarget) => Promise<string>;
}

export interface Call {
  readonly method: "GET" | "PATCH" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly userAgent?: string;
  /** Others do not wait for it. */
  readonly isAdvisory?: boolean;
  /** Asked when its turn comes; without it: yes. */
  readonly isWanted?: () => boolean;
}

/** In place of an answer to a call that was not wanted any more when its turn came. */
const notSent = Symbol("not sent");

// An API server that takes five seconds for a call is slow, not away.
const deadlineMilliseconds = 8_000;

const byStatus: Readonly<Record<number, FailureReason>> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  422: "invalid",
};

/** Admission refuses with the same status codes as a missing right does, so that only the message distinguishes them. */
const failureReasonOf = (status: number, message: string): FailureReason => {
  // The count is no longer the one that was read: of a patch whose test fails the API server (1.35) reports no more.
  if (status === 422 && /rejected our request/.test(message)) return "conflict";
  if (/exceeded quota/.test(message)) return "quota";
  if (/denied (the )?request/.test(message)) return "policy";
  return byStatus[status] ?? "server";
};

const answerOf = (options: RequestOptions, url: URL, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestTls : requestPlain;
    request(url, options, resolve).on("error", reject).end(body);
  });

const failureOf = (error: unknown, signal: AbortSignal): KubernetesError => {
  if (error instanceof AnswerError)
    return new KubernetesError(failureReasonOf(error.status, error.message), error.message);
  if (signal.aborted)
    return new KubernetesError("timeout", `the API server did not answer within ${deadlineMilliseconds / 1000} s`);
  return new KubernetesError("connection", reasonOf(error), { cause: error });
};

/** A token file often ends in a new line, which no header may hold. */
const trimAuthorization = ({ headers }: RequestOptions): void => {
  const sent = headers as Record<string, unknown> | undefined;
  if (typeof sent?.["Authorization"] === "string") sent["Authorization"] = sent["Authorization"].trim();
};

/** Requests with the server, the credentials and the authorities of a configuration. */
const opener = (load: () => KubeConfig) => {
  let config = load();
  return async (path: string, options: RequestOptions, body?: string): Promise<IncomingMessage> => {
    await config.applyToHTTPSOptions(options);
    trimAuthorization(options);
    const { server = "", proxyUrl } = config.getCurrentCluster() ?? {};
    // It makes an agent for each request, whose connection would take a handshake of its own; Node's own keeps connections.
    if (proxyUrl === undefined) delete options.agent;
    const answer = await answerOf(options, new URL(`${server}${path}`), body);
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    // A token that was rotated is in its file already.
    if (statusCode === 401) config = load();
    throw await refusalOf(answer);
  };
};

const contentOf = ({ method, body }: Call): string => {
  if (method === "POST") return "application/json";
  return Array.isArray(body) ? "application/json-patch+json" : "application/merge-patch+json";
};

const headersOf = (call: Call) => ({
  accept: "application/json",
  "user-agent": call.userAgent ?? "loadline-recommender",
  ...(call.body === undefined ? {} : { "content-type": contentOf(call) }),
});

/** At most so many pieces of work at once; the others wait in the order in which they came. */
const limited = (most: number) => {
  const waiting: (() => void)[] = [];
  let free = most;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};

// Calls and watches of hundreds of workloads begin at once; the deadline of a call starts when it is sent. An API server takes
// 200 changes at once (--max-mutating-requests-inflight); fewer than some dozens would wait for a few that it does not answer.
const [mostAtOnce, mostAdvisory] = [128, 16];

const callWith = (open: ReturnType<typeof opener>, milliseconds: number): KubernetesAccess["call"] => {
  const [inTurn, advisory] = [limited(mostAtOnce), limited(mostAdvisory)];
  const send = async (call: Call): Promise<unknown> => {
    const { method, path, body } = call;
    if (call.isWanted?.() === false) return notSent;
    const signal = AbortSignal.timeout(milliseconds);
    const options = { method, headers: headersOf(call), signal };
    try {
      return JSON.parse(await text(await open(path, options, body === undefined ? undefined : JSON.stringify(body))));
    } catch (error) {
      throw failureOf(error, signal);
    }
  };
  return (call) => (call.isAdvisory === true ? advisory : inTurn)(() => send(call));
};

interface Workload {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly selector?: string };
}

interface ResourceList {
  readonly resources?: readonly { readonly name: string; readonly kind: string }[];
}

/** Resources of kinds that every cluster has; those of others are asked once. */
const knownResources: ReadonlyMap<string, string> = new Map([
  ["apps/v1/Deployment", "deployments"],
  ["apps/v1/StatefulSet", "statefulsets"],
]);

/** Where workloads of a kind that every cluster has are listed; null: it is of another kind. */
export const workloadsPath = ({ apiVersion, kind, namespace }: ScaleTarget): string | null => {
  const resource = knownResources.get(`${apiVersion}/${kind}`);
  return resource === undefined ? null : `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
};

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

/** What asks one API server. */
export interface KubernetesAccess {
  /** Ends within a deadline. @throws KubernetesError */
  readonly call: (call: Call) => Promise<unknown>;
  /** The answer to a GET, as soon as its head is there. @throws AnswerError */
  readonly get: (path: string, signal: AbortSignal) => Promise<IncomingMessage>;
}

/**
 * Access to the API server of the default configuration: in a pod its service account, else the user's. The library is
 * loaded here, so that nobody else pays for it.
 */
export const kubernetesAccess = async (
  configure: (config: KubeConfig) => void = (config) => config.loadFromDefault(),
  milliseconds = deadlineMilliseconds,
): Promise<KubernetesAccess> => {
  const { KubeConfig: Config } = await import("@kubernetes/client-node/dist/config.js");
  const open = opener(() => {
    const config = new Config();
    configure(config);
    return config;
  });
  const inTurn = limited(mostAtOnce);
  const get: KubernetesAccess["get"] = (path, signal) =>
    inTurn(() => open(path, { method: "GET", headers: headersOf({ method: "GET", path }), signal }));
  return { call: callWith(open, milliseconds), get };
};

export const kubernetesClient = ({ call }: Pick<KubernetesAccess, "call">): KubernetesClient => {
  const pathOf = scalePaths(call);
  const scaleOf = async (target: ScaleTarget): Promise<Workload> =>
    (await call({ method: "GET", path: `${await pathOf(target)}/scale` })) as Workload;
  return {
    readScale: async (target) => (await scaleOf(target)).spec?.replicas ?? 0,
    writeScale: async (target, change) => {
      const query = `?fieldManager=loadline${change.dryRun ? "&dryRun=All" : ""}`;
      const userAgent = `loadline-recommender decision/${inHeader(change.decisionId)}`;
      const path = `${await pathOf(target)}/scale${query}`;
      const { isWanted = () => true } = change;
      return (await call({ method: "PATCH", path, body: scalePatch(change), userAgent, isWanted })) !== notSent;
    },
    writeRemovalCost: async ({ namespace }, pod, cost) => {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}?fieldManager=loadline`;
      const body = { metadata: { annotations: { "controller.kubernetes.io/pod-deletion-cost": String(cost) } } };
      await call({ method: "PATCH", path, body, isAdvisory: true });
    },
    readSelector: async (target) => {
      const selector = (await scaleOf(target)).status?.selector ?? "";
      if (selector !== "") return selector;
      throw new KubernetesError(
        "not-found",
        `the scale of ${target.kind} ${target.name} names no selector of its pods`,
      );
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

import { type IncomingMessage, request as requestPlain } from "node:http";
import { type RequestOptions, request as requestTls } from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import { reasonOf } from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import { AnswerError, refusalOf } from "@loadline/runtime/kubernetes";

/** A workload of the plan. */
export type Workload = NonNullable<PlanDeployment["kubernetes"]>;

export interface Call {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly body?: unknown;
  readonly userAgent?: string;
  /** Ends it before its deadline. */
  readonly signal?: AbortSignal;
}

// An API server that takes five seconds for a call is slow, not away.
const deadlineMilliseconds = 8_000;

const answerOf = (options: RequestOptions, url: URL, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestTls : requestPlain;
    request(url, options, resolve).on("error", reject).end(body);
  });

const failureOf = (error: unknown, deadline: AbortSignal): Error => {
  if (error instanceof AnswerError) return error;
  const detail = `the API server did not answer within ${deadlineMilliseconds / 1000} s`;
  return new Error(deadline.aborted ? detail : reasonOf(error), { cause: error });
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

const headersOf = ({ method, body, userAgent = "loadline-recommender" }: Call) => ({
  accept: "application/json",
  "user-agent": userAgent,
  ...(body === undefined
    ? {}
    : { "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json" }),
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
// 400 reads at once (--max-requests-inflight); fewer than some dozens would wait for a few that it does not answer.
const mostAtOnce = 128;

const callWith = (open: ReturnType<typeof opener>, milliseconds: number): KubernetesAccess["call"] => {
  const inTurn = limited(mostAtOnce);
  const send = async (call: Call): Promise<unknown> => {
    const { method, path, body } = call;
    const deadline = AbortSignal.timeout(milliseconds);
    const signal = call.signal === undefined ? deadline : AbortSignal.any([deadline, call.signal]);
    const options = { method, headers: headersOf(call), signal };
    try {
      return JSON.parse(await text(await open(path, options, body === undefined ? undefined : JSON.stringify(body))));
    } catch (error) {
      throw failureOf(error, deadline);
    }
  };
  return (call) => inTurn(() => send(call));
};

interface Scale {
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

/** What asks one API server. */
export interface KubernetesAccess {
  /** Ends within a deadline. @throws when the API server refuses it or does not answer */
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

const reading = (path: string, signal: AbortSignal | undefined): Call =>
  signal === undefined ? { method: "GET", path } : { method: "GET", path, signal };

/** What the API server serves of a workload's kind. */
const resourceReader = (call: KubernetesAccess["call"]) => {
  const resources = new Map(knownResources);
  return async ({ apiVersion, kind }: Workload, signal?: AbortSignal): Promise<string> => {
    const key = `${apiVersion}/${kind}`;
    const known = resources.get(key);
    if (known !== undefined) return known;
    const { resources: list = [] } = (await call(reading(`/apis/${apiVersion}`, signal))) as ResourceList;
    // The main resource has the kind too; its scale is of the kind Scale.
    const found = list.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    const scale = list.find(({ name }) => name === `${found?.name}/scale`);
    if (found === undefined || scale === undefined) {
      const what = found === undefined ? `has no kind ${kind}` : `has a ${kind} without a scale`;
      throw new Error(`the cluster ${what} in ${apiVersion}`);
    }
    resources.set(key, found.name);
    return found.name;
  };
};

/** Where the workloads of a kind are listed, and the selector of one's pods, as its scale names it; the signal ends a call. */
export const workloadReader = ({ call }: Pick<KubernetesAccess, "call">) => {
  const resourceOf = resourceReader(call);
  const pathOf = async (workload: Workload, signal?: AbortSignal): Promise<string> => {
    const { apiVersion, namespace } = workload;
    return `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${await resourceOf(workload, signal)}`;
  };
  const selectorOf = async (workload: Workload, signal?: AbortSignal): Promise<string> => {
    const path = `${await pathOf(workload, signal)}/${encodeURIComponent(workload.name)}/scale`;
    const { status } = (await call(reading(path, signal))) as Scale;
    if (status?.selector) return status.selector;
    throw new Error(`the scale of ${workload.kind} ${workload.name} names no selector of its pods`);
  };
  return { pathOf, selectorOf };
};

/** What is connected at its first use, and at the next one where that failed. */
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

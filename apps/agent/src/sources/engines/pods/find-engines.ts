import { reasonOf } from "@loadline/model";
import {
  type Container,
  deploymentOf,
  engineRuleOf,
  holdsGpus,
  isRouter,
  isWorker,
  lineOf,
  metricsPort,
  otherRole,
  type Pod,
  podOf,
  portOf,
} from "@loadline/runtime/pods";
import type { EngineTarget } from "../../../engine-report/engine-report.ts";
import { engineIdOf, listOf, type ParsedEnginesFile } from "../targets/engines-file.ts";
import { wellKnownPorts } from "../targets/well-known-ports.ts";

interface FoundEngine {
  readonly target: EngineTarget;
  /** What its deployment is known by; null where nothing names one. */
  readonly by: string | null;
}

/** A pod, or a container of it, that is not read. */
interface LeftOut {
  readonly pod: string;
  readonly container: string | null;
  readonly reason: string;
}

export interface FoundEngines {
  readonly found: readonly FoundEngine[];
  readonly left: readonly LeftOut[];
}

/** Engines in pods, whether there ever was a list of those, and why it may be old. */
export interface PodEnginesState {
  readonly engines: FoundEngines;
  readonly isRead: boolean;
  readonly problem: string | null;
}

interface Endpoint {
  readonly port: number;
  readonly path: string;
  readonly scheme: string;
  readonly engine: string | null;
  /** It counts once its page has the metrics of an engine. */
  readonly probe: boolean;
}

const endpointOf = (pod: Pod, container: Container): Endpoint | string => {
  const line = lineOf(container);
  if (isRouter(container)) return "is a router or proxy";
  const rule = engineRuleOf(container);
  const scheme = /\s--ssl-certfile\b/.test(line) ? "https" : "http";
  if (rule !== null) {
    if (isWorker(pod, container)) return "is a worker: the leader of its group answers requests";
    return {
      port: metricsPort(container, rule),
      path: rule.path ?? "/metrics",
      scheme,
      engine: rule.engine,
      probe: false,
    };
  }
  if (!holdsGpus(container)) return "neither its command nor its image is a known engine's, and it has no GPU";
  const port = container.ports.find((declared) => wellKnownPorts.includes(declared.port))?.port;
  if (port === undefined)
    return `it has GPUs, but neither its command nor its image is a known engine's, and it declares none of the ports ${wellKnownPorts.join(", ")}; the annotation loadline.io/port names another one`;
  return { port, path: "/metrics", scheme, engine: null, probe: true };
};

/** The endpoint that annotations name for the pod as a whole; null where they name none. */
const annotated = ({ annotations }: Pod): Endpoint | string | null => {
  const engine = annotations["loadline.io/engine"] ?? null;
  const asked = ["deployment", "scrape", "engine", "port"].some(
    (name) => annotations[`loadline.io/${name}`] !== undefined,
  );
  if (!asked) return null;
  const text = annotations["loadline.io/port"] ?? annotations["prometheus.io/port"];
  if (text === undefined) return null;
  const port = portOf(text);
  if (port === null) return `its annotation names the port "${text.slice(0, 40)}"; expected 1 to 65535`;
  const path = annotations["loadline.io/path"] ?? annotations["prometheus.io/path"] ?? "/metrics";
  const scheme = annotations["prometheus.io/scheme"] === "https" ? "https" : "http";
  return { port, path, scheme, engine, probe: false };
};

const targetOf = (pod: Pod, container: string | null, endpoint: Endpoint): FoundEngine | string => {
  const { namespace, name, address, annotations, deleting } = pod;
  const host = address.includes(":") ? `[${address}]` : address;
  const { scheme, port, path, engine, probe } = endpoint;
  const text = `${scheme}://${host}:${port}${path.startsWith("/") ? "" : "/"}${path}`;
  if (!URL.canParse(text)) return `${text} is not an address`;
  const { href } = new URL(text);
  const { name: deployment, by } = deploymentOf(pod, container);
  return {
    target: {
      id: container === null ? `${namespace}/${name || engineIdOf(href)}` : `${namespace}/${name}/${container}`,
      url: href,
      deployment,
      engine: annotations["loadline.io/engine"] ?? engine,
      gpus: listOf(annotations["loadline.io/gpus"]),
      draining: deleting ? true : null,
      pod: `${namespace}/${name}`,
      ...(container === null ? {} : { container }),
      ...(probe ? { probe } : {}),
    },
    by,
  };
};

/** Why no container of the pod is looked at; null where they are. */
const unreadable = (pod: Pod): string | null => {
  const { phase, address, waiting, annotations } = pod;
  if (annotations["loadline.io/scrape"] === "false") return 'its annotation loadline.io/scrape is "false"';
  if (phase === "Succeeded" || phase === "Failed") return `it has ended (${phase})`;
  if (waiting !== "") return `it waits for a node: ${waiting.slice(0, 200)}`;
  if (!/^[0-9a-fA-F.:]{2,45}$/.test(address)) return `it has no address yet (${phase || "no phase"})`;
  return otherRole(pod);
};

const containersOf = (pod: Pod): FoundEngines => {
  const name = `${pod.namespace}/${pod.name}`;
  const named = annotated(pod);
  const endpoints =
    named === null
      ? pod.containers.map((container) => [container.name, endpointOf(pod, container)] as const)
      : [[null, named] as const];
  const engines = endpoints.filter(([, endpoint]) => typeof endpoint !== "string");
  // Of one engine the pod is the name; a second one needs its container's.
  const several = engines.length > 1;
  const results = endpoints.map(([container, endpoint]) => ({
    container,
    result: typeof endpoint === "string" ? endpoint : targetOf(pod, several ? container : null, endpoint),
  }));
  return {
    found: results.flatMap(({ result }) => (typeof result === "string" ? [] : [result])),
    // What else runs beside an engine is no miss.
    left: results.flatMap(({ container, result }) =>
      typeof result === "string" && engines.length === 0 ? [{ pod: name, container, reason: result }] : [],
    ),
  };
};

/** The engines in one pod, and why its other containers are left out. Never throws. */
export const enginesInPod = (raw: unknown): FoundEngines => {
  const pod = podOf(raw);
  if (pod === null) return { found: [], left: [{ pod: "", container: null, reason: "is not a pod" }] };
  const reason = unreadable(pod);
  if (reason === null) return containersOf(pod);
  return { found: [], left: [{ pod: `${pod.namespace}/${pod.name}`, container: null, reason }] };
};

export const merged = (all: readonly FoundEngines[]): FoundEngines => ({
  found: all.flatMap(({ found }) => found),
  left: all.flatMap(({ left }) => left),
});

/** Engines in a list of pods, as `kubectl get pods -o json` and the kubelet's `/pods` write it; null for what is no list. */
export const enginesInList = (value: unknown): FoundEngines | null => {
  const items = typeof value === "object" && value !== null ? (value as { readonly items?: unknown }).items : undefined;
  return Array.isArray(items) ? merged(items.map(enginesInPod)) : null;
};

/** Endpoints of the pods in a list. A pod that cannot be read costs itself. Never throws. */
export const parsePodsFile = (text: string): ParsedEnginesFile => {
  try {
    const engines = enginesInList(JSON.parse(text));
    if (engines === null) return { kind: "rejected", detail: "it has no list of pods" };
    return { kind: "ok", targets: engines.found.map(({ target }) => target) };
  } catch (error) {
    return { kind: "rejected", detail: reasonOf(error) };
  }
};

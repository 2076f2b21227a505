/** The fields of a Kubernetes pod that show whether an engine runs in it. Everything absent is an empty text or list. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Texts;
  readonly annotations: Texts;
  /** Kind and name of the controller that made it. */
  readonly owner: { readonly kind: string; readonly name: string } | null;
  readonly deleting: boolean;
  readonly phase: string;
  /** Of the node that it runs on. */
  readonly node: string;
  /** From its creation until it answered, of one that is ready; null for others. */
  readonly startSeconds: number | null;
  readonly address: string;
  /** What the scheduler reports of a pod that waits. */
  readonly waiting: string;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  /** Whether it runs something else than the entry point of its image. */
  readonly hasCommand: boolean;
  /** Command and arguments. */
  readonly commandLine: readonly string[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly env: Texts;
  /** GPUs, slices and shares by the name of their resource; 0 where they are claimed. */
  readonly devices: Readonly<Record<string, number>>;
}

export type Texts = Readonly<Record<string, string>>;

const longestText = 16_384;
const mostContainers = 32;
const mostArguments = 1000;

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, longestText) : "");
const texts = (value: unknown): Texts =>
  Object.fromEntries(Object.entries(object(value)).filter(([, item]) => typeof item === "string")) as Texts;
/** Manifests written by hand have numbers where Kubernetes wants a text. */
const textOrNumber = (value: unknown): string => text(typeof value === "number" ? String(value) : value);

/** NVIDIA's GPUs and slices, AMD's, Intel's. */
const gpuResource = /^(?:nvidia\.com\/(?:gpu|mig-)|amd\.com\/gpu|gpu\.intel\.com\/|habana\.ai\/gaudi)/;

const portsOf = (raw: unknown): Container["ports"] => {
  const { name, containerPort: port } = object(raw);
  return typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536
    ? [{ name: text(name), port }]
    : [];
};

const devicesOf = (resources: unknown): Container["devices"] => {
  const { limits, requests, claims } = object(resources);
  const named = Object.entries({ ...object(requests), ...object(limits) }).filter(([name]) => gpuResource.test(name));
  const counts = named.map(([name, count]) => [name, Number(count) || 0] as const);
  return Object.fromEntries(list(claims).length > 0 && counts.length === 0 ? [["claim", 0]] : counts);
};

export const holdsGpus = ({ devices }: Container): boolean => Object.keys(devices).length > 0;

/** What it runs, as one line that begins with a blank. */
export const lineOf = ({ commandLine }: Container): string => ` ${commandLine.join(" ")}`.slice(0, 2 * longestText);

/** A container of a pod, or of a template of pods. Never throws. */
export const containerOf = (raw: unknown): Container => {
  const { name, image, command, args, ports, env, resources } = object(raw);
  return {
    name: text(name),
    image: text(image),
    hasCommand: list(command).length > 0,
    commandLine: [...list(command), ...list(args)].slice(0, mostArguments).map(textOrNumber),
    ports: list(ports).flatMap(portsOf),
    env: Object.fromEntries(list(env).map((item) => [text(object(item)["name"]), textOrNumber(object(item)["value"])])),
    devices: devicesOf(resources),
  };
};

const secondsBetween = (from: unknown, to: unknown): number | null => {
  const seconds = (Date.parse(text(to)) - Date.parse(text(from))) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
};

/** A pod as the API server and the kubelet write it; null for what is none. Never throws. */
export const podOf = (raw: unknown): Pod | null => {
  const { metadata, spec, status } = object(raw);
  const { name, namespace, labels, annotations, ownerReferences, deletionTimestamp, creationTimestamp } =
    object(metadata);
  if (text(name) === "") return null;
  const owners = list(ownerReferences).map(object);
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0];
  const { phase, podIP, conditions } = object(status);
  const conditionOf = (wanted: string) =>
    list(conditions)
      .map(object)
      .find(({ type }) => type === wanted);
  const [scheduled, ready] = [conditionOf("PodScheduled"), conditionOf("Ready")];
  return {
    name: text(name),
    namespace: text(namespace) || "default",
    labels: texts(labels),
    annotations: texts(annotations),
    owner: owner === undefined ? null : { kind: text(owner["kind"]), name: text(owner["name"]) },
    deleting: typeof deletionTimestamp === "string",
    phase: text(phase),
    node: text(object(spec)["nodeName"]),
    startSeconds: ready?.["status"] === "True" ? secondsBetween(creationTimestamp, ready["lastTransitionTime"]) : null,
    address: text(podIP),
    waiting: scheduled?.["status"] === "False" ? text(scheduled["message"]) : "",
    containers: list(object(spec)["containers"]).slice(0, mostContainers).map(containerOf),
  };
};

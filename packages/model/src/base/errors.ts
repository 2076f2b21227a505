import type { Bytes } from "./units.ts";

/** A name that no catalogue entry carries, with the nearest known ones. */
interface UnknownName {
  readonly name: string;
  readonly nearest: readonly string[];
}

const didYouMean = ({ name, nearest }: UnknownName, what: string, list: string): string =>
  nearest.length > 0
    ? `unknown ${what} ${valueText(name)}; nearest known: ${nearest.join(", ")}`
    : `unknown ${what} ${valueText(name)}; list the known ones with: ${list}`;

const longest = 120;

/** A text as messages quote it: its beginning where it is long. */
export const clipped = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** A value as the user gave it, cut where it is long; numbers that JSON cannot write by name. */
export const valueText = (value: unknown): string =>
  clipped(typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value)));

/** The value of a configuration key: undefined where no such key exists, null where nothing is set. */
const settingText = (value: unknown) =>
  value === undefined ? "unknown" : value === null ? "not set" : valueText(value);

const gib = (value: Bytes): string => `${(value / 2 ** 30).toFixed(1)} GiB`;

/**
 * Every error code of Loadline with its message: what is wrong, which value, what to do.
 * docs/reference/errors.md is generated from this table.
 */
export const errorMessages = {
  LL_UNKNOWN_GPU: (d: UnknownName) => didYouMean(d, "GPU", "loadline catalog gpus"),
  LL_UNKNOWN_MODEL: (d: UnknownName) => didYouMean(d, "model", "loadline catalog models"),
  LL_UNKNOWN_ENGINE: (d: UnknownName) => didYouMean(d, "engine", "loadline estimate --help"),
  LL_UNKNOWN_PRECISION: (d: UnknownName) => didYouMean(d, "precision", "loadline estimate --help"),
  LL_MODEL_CONFIG_UNSUPPORTED: (d: { architecture: string; key: string; detail: string }) =>
    `cannot import ${d.architecture}: ${d.key === "" ? "the file" : d.key}: ${d.detail}; correct the config.json, or write the model file by hand`,
  LL_MODEL_DOES_NOT_FIT: (d: { model: string; gpu: string; required: Bytes; available: Bytes }) =>
    `${d.model} needs ${gib(d.required)} per GPU, ${d.gpu} offers ${gib(d.available)}; raise tensor parallelism, quantise the weights or choose a larger GPU`,
  LL_PARALLELISM_INVALID: (d: { detail: string }) => `parallelism is not possible: ${d.detail}`,
  LL_PRECISION_UNSUPPORTED: (d: { gpu: string; precision: string; supported: readonly string[] }) =>
    `${d.gpu} has no ${d.precision} arithmetic; choose one of ${d.supported.join(", ")}`,
  LL_WORKLOAD_UNSUPPORTED: (d: { model: string; kind: string; need: string }) =>
    `${d.model} is of kind ${d.kind}; this calculation needs ${d.need}`,
  LL_INPUT_INVALID: (d: { what: string; value: unknown; expected: string }) =>
    `${d.what} is ${valueText(d.value)}; expected ${d.expected}`,
  LL_LINE_UNANSWERED: (d: { line: number; detail: string }) =>
    `internal error on line ${d.line} (${d.detail}); other lines are answered, please report it with the line`,
  LL_TRACE_INVALID: (d: { line: number; value: string; expected: string }) =>
    `line ${d.line} of the trace reads ${JSON.stringify(clipped(d.value))}; expected ${d.expected}`,
  LL_TRACE_EMPTY: (d: { source: string }) => `the trace ${d.source} holds no request; give a file with at least one`,
  LL_PLAN_INVALID: (d: { path: string; detail: string }) =>
    `the plan is not valid at ${d.path}: ${d.detail}; correct it; the last valid plan stays in force where there was one`,
  LL_SUBJECT_INVALID: (d: { token: string }) =>
    `"${d.token}" cannot be a subject token; use lower-case letters, digits and hyphens`,
  LL_STREAM_CONFIG_REFUSED: (d: { stream: string; field: string; wanted: unknown; got: unknown }) =>
    `the server stored ${d.field} = ${JSON.stringify(d.got)} for stream ${d.stream}, wanted ${JSON.stringify(d.wanted)}; it may be older than this feature (2.10.27 or newer is needed)`,
  LL_STREAM_MISSING: (d: { stream: string }) =>
    `stream ${d.stream} does not exist; create the streams with: loadline streams`,
  LL_CONSUMER_REFUSED: (d: { stream: string; detail: string }) =>
    `the server makes no consumer on stream ${d.stream} (${d.detail}); delete consumers that are not used (nats consumer ls ${d.stream}), and see which account may make them`,
  LL_NATS_UNREACHABLE: (d: { server: string; detail: string }) =>
    `no NATS server answers at ${d.server} (${d.detail}); start it or give its address with --server`,
  LL_NATS_REFUSED: (d: { server: string; user: string | null; detail: string }) =>
    `the NATS server at ${d.server} refuses ${d.user === null ? "a client without an account" : `user ${d.user}`} (${d.detail}); check the password and what the account may do, see deploy/nats`,
  LL_PROMETHEUS_UNREACHABLE: (d: { server: string; detail: string }) =>
    `Prometheus at ${d.server} does not answer (${d.detail}); check the address given with --from-prometheus, and LOADLINE_PROMETHEUS_TOKEN where it asks for a token`,
  LL_ENGINE_UNREACHABLE: (d: { server: string; detail: string }) =>
    `the engine at ${d.server} gives no answer that can be measured (${d.detail}); check that it serves OpenAI's HTTP API there, and LOADLINE_ENGINE_TOKEN where it asks for a token`,
  LL_CONFIG_INVALID: (d: { key: string; value: unknown; expected: string }) =>
    `configuration key ${clipped(d.key)} is ${settingText(d.value)}; expected ${d.expected}`,
  LL_FILE_UNREADABLE: (d: { path: string; detail: string }) =>
    `cannot read ${d.path}: ${d.detail}; check the path and its permissions`,
  LL_KUBERNETES_UNREADABLE: (d: { detail: string }) =>
    `the pods of this node cannot be read: ${d.detail}; check the service account's rights to get, list and watch pods`,
  LL_RING_UNUSABLE: (d: { directory: string; detail: string }) =>
    `the state directory ${d.directory} cannot be used: ${d.detail}; name one that this user may write to, or leave stateDirectory out to keep health events in memory`,
  LL_PORT_TAKEN: (d: { port: number }) => `port ${d.port} is in use; choose another or leave it out for a free one`,
  LL_SERVER_MISSING: (d: { program: string; how: string }) => `${d.program} was not found; install it with: ${d.how}`,
  LL_PART_DIED: (d: { part: string; code: number | string; log: string }) =>
    `${d.part} ended with ${d.code}; the end of its log:\n${d.log}`,
} as const;

export type ErrorCode = keyof typeof errorMessages;
type ErrorDetail<C extends ErrorCode> = Parameters<(typeof errorMessages)[C]>[0];

/** A broken contract, reported with its code, its values and the next step. Expected outcomes are values instead. */
export class LoadlineError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly detail: ErrorDetail<C>;

  constructor(code: C, detail: ErrorDetail<C>, options?: ErrorOptions) {
    // The table pairs each code with its own detail; TypeScript cannot follow that pairing through an index.
    const message = errorMessages[code] as (detail: ErrorDetail<C>) => string;
    super(message(detail), options);
    this.name = "LoadlineError";
    this.code = code;
    this.detail = detail;
  }
}

/** An input that cannot be meant: which, its value, and what would be right. */
export const invalidInput = (what: string, value: unknown, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what, value, expected });

/** @throws LL_INPUT_INVALID */
export const assertPositive = (what: string, value: number): void => {
  if (!(Number.isFinite(value) && value > 0)) throw invalidInput(what, value, "a finite number above 0");
};

export const isLoadlineError = (error: unknown): error is LoadlineError => error instanceof LoadlineError;

/** The result of `work`, or `otherwise` where it throws an error of Loadline's own. */
export const orElse = <T, E>(work: () => T, otherwise: E): T | E => {
  try {
    return work();
  } catch (error) {
    if (isLoadlineError(error)) return otherwise;
    throw error;
  }
};

/** Why something failed, whatever was thrown. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

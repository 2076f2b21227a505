import { flagName } from "@loadline/runtime/settings";
import { messages, UserError } from "./messages.ts";
import { type Definition, optionTable } from "./option-table.ts";

export { type Confidence, routable } from "./option-table.ts";

export type OptionName = keyof typeof optionTable;
type ValueOf<N extends OptionName> = (typeof optionTable)[N] extends Definition<infer T> ? T : never;

/** Values by option; null where neither the user nor a default gives one. Switches are false then. */
export type OptionValues<N extends OptionName, D extends OptionName = never> = {
  readonly [K in N]: K extends D ? ValueOf<K> : ValueOf<K> extends boolean ? boolean : ValueOf<K> | undefined;
};

/** An option as a command states it. */
export interface StatedOption {
  readonly name: OptionName;
  /** As in the help: "--gpu <name>". */
  readonly flags: string;
  readonly help: string;
  /** Heading of the help that it stands below. */
  readonly group: string | undefined;
  readonly isRepeated: boolean;
}

/** A command's part of the table. */
export interface OptionSet<V = unknown> {
  readonly stated: readonly StatedOption[];
  /** @throws UserError naming the option and the value that it cannot have */
  readonly read: (given: Readonly<Record<string, unknown>>) => V;
}

export const connectionOptions = [
  "server",
  "user",
  "passwordFile",
  "natsCaFile",
  "natsCertificateFile",
  "natsKeyFile",
  "natsCredentialsFile",
  "natsNkeyFile",
  "natsTokenFile",
] as const;
/** Headings of the help, with the options below each, in every command. */
const groups: Readonly<Record<string, readonly OptionName[]>> = {
  "Model and GPU:": ["model", "modelFile", "gpu", "deviceFile", "weights", "kvCache"],
  "Load:": [
    ...[
      "inputTokens",
      "outputTokens",
      "images",
      "documents",
      "lengths",
      "prefixHitRatio",
      "requestsPerSecond",
      "concurrency",
    ],
    ...["endless", "requests", "within", "arrivals", "burstiness", "saturated", "steps", "side"],
  ] as OptionName[],
  "Objectives:": ["ttft", "tpot", "itl", "endToEnd", "percentile", "confidence"],
  "Engine and layout:": [
    ...["engine", "engineVersion", "tensor", "pipeline", "expert", "attentionData", "disaggregated", "prefill"],
    ...[
      "decode",
      "kvOffloadingSize",
      "maxLoras",
      "maxLoraRank",
      "maxModelLen",
      "maxBatchedTokens",
      "maxSequences",
      "gpuMemoryUtilization",
    ],
    ...["streamIntervalTokens", "draftTokens", "acceptedTokens"],
  ] as OptionName[],
  "Front and reserve:": ["router", "gateway", "gatewayTokens", "gatewayCounts", "responseCache", "reserve"],
  "Prices and GPUs of your own:": [
    ...["purchase", "prices", "inventory", "wholeNodes", "compareApi", "capex", "powerPrice", "pue", "meanLoad"],
  ] as OptionName[],
  "Measurements:": ["observations", "coefficients"],
  "Broker:": [...connectionOptions, "store"],
  "Output:": ["write", "emit", "cluster", "verify", "json"],
};
const groupOf = new Map(
  Object.entries(groups).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);

/** The flag of an option: inputTokens → --input-tokens. */
export const flagOf: (name: OptionName) => string = flagName;

/**
 * The options of a command.
 * @param defaults as they would be typed; the help states them
 * @param help in place of the table's, where a command means a narrower thing by it
 */
export const optionSet = <const N extends OptionName, const D extends N = never>(
  names: readonly N[],
  defaults: Readonly<Record<D, string>> = {} as Readonly<Record<D, string>>,
  help: Partial<Readonly<Record<N, string>>> = {},
): OptionSet<OptionValues<N, D>> => {
  const definitionOf = (option: N): Definition<unknown> => optionTable[option];
  const defaultOf = (option: N): string | undefined => (defaults as Partial<Record<N, string>>)[option];
  const readOne = (option: N, given: Readonly<Record<string, unknown>>): unknown => {
    const definition = definitionOf(option);
    const value = given[option] ?? defaultOf(option);
    if (value === undefined) return definition.value === null ? false : undefined;
    const result = definition.schema.safeParse(value);
    if (result.success) return result.data;
    throw new UserError(messages.invalid(flagOf(option), value, result.error.issues[0]?.message ?? "another value"));
  };
  return {
    stated: names.map((name) => {
      const { value, help: usual, isRepeated = false } = definitionOf(name);
      const byDefault = defaultOf(name)?.replaceAll(",", ", ");
      return {
        name,
        flags: `${flagOf(name)} ${value ?? ""}`.trimEnd(),
        help: `${help[name] ?? usual}${byDefault === undefined ? "" : `; default: ${byDefault}`}`,
        group: groupOf.get(name),
        isRepeated,
      };
    }),
    read: (given) => Object.fromEntries(names.map((option) => [option, readOne(option, given)])) as OptionValues<N, D>,
  };
};

/** Keys of a configuration with the options that fill them. */
export const configurationGroups = {
  parallel: ["tensor", "pipeline", "expert", "attentionData"],
  engineConfig: [
    "maxModelLen",
    "kvOffloadingSize",
    "maxLoras",
    "maxLoraRank",
    "maxBatchedTokens",
    "maxSequences",
    "prefixHitRatio",
    "gpuMemoryUtilization",
    "streamIntervalTokens",
  ],
  speculativeDecoding: ["draftTokens", "acceptedTokens"],
} as const;
/** Those that fill the key of their own name. */
export const configurationOptions = ["engine", "engineVersion", "weights", "kvCache"] as const;
const { parallel, engineConfig, speculativeDecoding } = configurationGroups;
export const replicaOptions = [
  "model",
  "modelFile",
  "gpu",
  "deviceFile",
  ...configurationOptions,
  ...parallel,
  ...engineConfig,
  ...speculativeDecoding,
] as const;
export const objectiveOptions = ["ttft", "tpot", "itl"] as const;
export const lengthOptions = ["inputTokens", "outputTokens"] as const;

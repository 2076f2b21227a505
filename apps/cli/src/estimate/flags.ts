import { type LengthDistribution, modelNamed, requestForm } from "@loadline/model";
import { askedArrivals } from "@loadline/planner/arrivals";
import { checked } from "@loadline/planner/checked";
import { meanLength, type StatedLengths } from "@loadline/planner/lengths";
import { messages, UserError } from "@loadline/planner/messages";
import { assertLengths, modelName } from "@loadline/planner/model-name";
import {
  configurationGroups,
  configurationOptions,
  flagOf,
  lengthOptions,
  type OptionName,
  type OptionValues,
  type replicaOptions,
} from "@loadline/planner/options";
import { noEntries, type OwnEntries } from "@loadline/planner/own-entries";
import { assertNamed, assertTimed } from "@loadline/planner/spec-notes";
import { ConfigLine } from "./config-line.ts";

type ReplicaValues = OptionValues<(typeof replicaOptions)[number] | (typeof lengthOptions)[number]> &
  Partial<OptionValues<"documents" | "images">>;
type EstimateValues = ReplicaValues &
  OptionValues<
    | "concurrency"
    | "endless"
    | "requestsPerSecond"
    | "requests"
    | "arrivals"
    | "burstiness"
    | "saturated"
    | "fleet"
    | "router"
  > &
  Partial<StatedLengths>;

const part = (values: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));

/** The GPU by name; a single device file needs no name beside it. */
const onlyGpu = (gpus: readonly string[] | undefined, { devices }: OwnEntries): string => {
  const [gpu, ...more] = gpus ?? (devices.length === 1 ? devices.map(({ id }) => id) : []);
  if (gpu === undefined)
    throw new UserError(
      messages.missing("--gpu", "a GPU; see loadline catalog gpus, or --device-file for one of your own"),
    );
  if (more.length > 0) throw new UserError(messages.invalid("--gpu", gpus, "one GPU; plan compares several"));
  return gpu;
};

const configFrom = (values: ReplicaValues, own: OwnEntries, load: ConfigLine["load"]): ConfigLine => {
  const { draftTokens, acceptedTokens } = values;
  if (acceptedTokens !== undefined && draftTokens === undefined)
    throw new UserError(messages.needs("--accepted-tokens", "--draft-tokens"));
  const grouped = Object.entries(configurationGroups).map(([key, names]) => [key, part(values, names)] as const);
  const config = {
    model: modelName(values.model, own.models),
    gpu: onlyGpu(values.gpu, own),
    ...part(values, [...configurationOptions, ...lengthOptions, "images", "documents"]),
    ...Object.fromEntries(grouped.filter(([, group]) => Object.keys(group).length > 0)),
    load,
  };
  // Every key of the configuration is that of the option which fills it.
  const nameOf = (path: readonly PropertyKey[]): string => flagOf(path.at(-1) as OptionName);
  return checked(ConfigLine, config, { nameOf, help: "see loadline estimate --help" });
};

/** The replica that options describe, as a configuration. @throws UserError naming the option that is wrong or missing */
export const replicaOfFlags = (values: ReplicaValues, own: OwnEntries) => configFrom(values, own, { saturated: true });

const momentsOf = (lengths: LengthDistribution) => ({
  mean: meanLength(lengths),
  stdev: lengths.kind === "log-normal" ? lengths.stdev : 0,
});

const assertFleet = ({ fleet, router, requestsPerSecond, requests }: EstimateValues): void => {
  if (router !== undefined && fleet === undefined) throw new UserError(messages.needs("--router", "--fleet"));
  if (fleet === undefined) return;
  if (requestsPerSecond === undefined) throw new UserError(messages.needs("--fleet", "--requests-per-second"));
  if (requests !== undefined) throw new UserError(messages.exclude("--fleet", "--requests"));
};

const loadOf = (values: EstimateValues): ConfigLine["load"] => {
  const { concurrency, requestsPerSecond, requests, endless, saturated, fleet, router } = values;
  const arrivals = askedArrivals(values);
  if (endless && (concurrency === undefined || requests !== undefined)) throw new UserError(messages.endless());
  if (arrivals !== undefined && requestsPerSecond === undefined) {
    throw new UserError(
      messages.needs(values.arrivals === undefined ? "--burstiness" : "--arrivals", "--requests-per-second"),
    );
  }
  assertFleet(values);
  const isGiven = (load: object) => Object.values(load).every((value) => value !== undefined && value !== false);
  const loads = [{ concurrency }, { requestsPerSecond }, { saturated }].filter(isGiven);
  if (loads.length > 1 || (loads.length === 0 && requests === undefined))
    throw new UserError(messages.oneLoad(loads.length));
  const details = part({ requests, arrivals, fleet, router, endless: endless || undefined }, [
    "requests",
    "arrivals",
    "fleet",
    "router",
    "endless",
  ]);
  // The schema checks it with the rest of the configuration.
  return { ...loads[0], ...details } as ConfigLine["load"];
};

/**
 * The options of `estimate` as a configuration.
 * @param own models of --model-file and devices of --device-file
 * @throws UserError naming the option that is wrong or missing
 */
export const configOfFlags = (values: EstimateValues, own: OwnEntries = noEntries): ConfigLine => {
  const name = modelName(values.model, own.models);
  const model = modelNamed(name, own.models);
  assertNamed(name, model, values.images);
  onlyGpu(values.gpu, own);
  assertTimed(model);
  assertLengths(values, model.kind);
  const { inputTokens, spread, cache: _, ...others } = values;
  if (spread !== undefined) {
    if (values.images !== undefined) throw new UserError(messages.exclude("--images", "--lengths"));
    if (model.kind !== "decoder") throw new UserError(messages.noTokens("--lengths", model.id));
    const config = configFrom({ ...others, inputTokens }, own, loadOf(values));
    return {
      ...config,
      inputTokensDistribution: momentsOf(spread.input),
      outputTokensDistribution: momentsOf(spread.output),
    };
  }
  const read = requestForm(model).sides.includes("inputTokens") ? inputTokens : undefined;
  return configFrom({ ...others, inputTokens: read }, own, loadOf(values));
};

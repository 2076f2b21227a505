import { isRecord } from "@loadline/model";

type Row = Readonly<Record<string, unknown>>;

/** Where a key of another tool belongs: the place of the canonical one. */
type Place = readonly [string] | readonly [string, string];

/** Names that benchmark clients and engines give to a key of a row, without case and punctuation. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  model: ["modelname", "modelid", "modelpath"],
  gpu: ["hardware", "gputype", "gpuname", "accelerator", "system"],
  engine: ["backend", "framework"],
  engineVersion: ["backendversion", "engineversion", "version"],
  weights: ["precision", "quantization", "weightdtype", "dtype"],
  kvCache: ["kvcachedtype", "kvdtype", "kvcacheprecision"],
  inputTokens: ["isl", "inputlen", "inputlength", "inputtokens", "prompttokens"],
  outputTokens: ["osl", "outputlen", "outputlength", "outputtokens"],
  "load.concurrency": ["concurrency", "maxconcurrency"],
  "load.requestsPerSecond": ["qps", "requestrate", "requestspersecond"],
  "parallel.tensor": ["tp", "tpsize", "tensorparallel", "tensorparallelsize"],
  "parallel.pipeline": ["pp", "ppsize", "pipelineparallel", "pipelineparallelsize"],
  "parallel.expert": ["ep", "epsize", "expertparallel", "expertparallelsize"],
  "parallel.attentionData": ["dp", "dpsize", "dataparallelsize", "attentiondp", "attentiondata"],
  gpus: ["numgpus", "gpusperreplica"],
  "engineConfig.gpuMemoryUtilization": ["gpumemoryutilization", "memfractionstatic", "kvcachefreegpumemoryfraction"],
  "engineConfig.maxSequences": ["maxnumseqs", "maxbatchsize", "maxrunningrequests"],
  "engineConfig.maxBatchedTokens": ["maxnumbatchedtokens", "maxnumtokens", "chunkedprefillsize"],
  "engineConfig.maxModelLen": ["maxmodellen", "maxseqlen", "contextlength"],
};

const paths: ReadonlyMap<string, Place> = new Map(
  Object.entries(otherNames).flatMap(([key, names]) => {
    const [outer = "", inner] = key.split(".");
    const place: Place = inner === undefined ? [outer] : [outer, inner];
    return names.map((name) => [name, place] as const);
  }),
);

/** Keys that have their meaning already, wherever they stand in their part. */
const canonical = new Set([
  "parallel",
  "load",
  "engineConfig",
  "prefill",
  "decode",
  "measured",
  "streamIntervalTokens",
  "lengthRange",
  ...[...paths.values()].filter((place) => place.length === 1).flat(),
  "id",
  "disaggregated",
  "missing",
  "speculativeDecoding",
]);
const usualInPart: ReadonlySet<string> = new Set([...paths.values()].flatMap(([, inner]) => inner ?? []));

const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** A number in quotes, as tables turned into JSON carry it. */
const unquoted = (value: unknown, place: string): unknown =>
  typeof value === "string" && place !== "engineVersion" && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;

const at = (row: Row, [outer, inner]: Place): unknown => {
  const part = row[outer];
  return inner === undefined ? part : isRecord(part) ? part[inner] : part === undefined ? undefined : part;
};

const put = (row: Row, [outer, inner]: Place, value: unknown): Row => {
  if (inner === undefined) return { ...row, [outer]: unquoted(value, outer) };
  const part = isRecord(row[outer]) ? row[outer] : {};
  return { ...row, [outer]: { ...part, [inner]: unquoted(value, inner) } };
};

type PlaceOf = (key: string) => Place | undefined;

/** Of the whole row. */
const ofRow: PlaceOf = (key) => (canonical.has(key) ? undefined : paths.get(plainKey(key)));

/** Of one of its parts: only words that belong there. */
const ofPart =
  (part: string): PlaceOf =>
  (key) => {
    if (usualInPart.has(key)) return undefined;
    const [outer, inner] = paths.get(plainKey(key)) ?? [];
    return outer === part && inner !== undefined ? [inner] : undefined;
  };

/** A canonical key wins; the other one stays, and is rejected as unknown. */
const renamed = (row: Row, placeOf: PlaceOf): Row => {
  if (Object.keys(row).every((key) => placeOf(key) === undefined)) return row;
  const entries = Object.entries(row).map(([key, value]) => ({ key, value, place: placeOf(key) }));
  const inPlace = entries.filter(({ place }) => place === undefined).map(({ key, value }) => [key, value]);
  let result: Row = Object.fromEntries(inPlace);
  for (const { key, value, place } of entries) {
    if (place === undefined) continue;
    result = at(result, place) === undefined ? put(result, place, value) : { ...result, [key]: value };
  }
  return result;
};

/**
 * A row in the words of this project, where it has the words of a benchmark client, an engine or a table: `isl`,
 * `tp`, `kv_cache_dtype`, `max_num_seqs`, `concurrency` at the top. Anything else stays as it is.
 */
export const withCanonicalKeys = (value: unknown): unknown => {
  if (!isRecord(value)) return value;
  let row = renamed(value, ofRow);
  for (const key of ["parallel", "engineConfig", "load"]) {
    const part = row[key];
    if (!isRecord(part)) continue;
    const withKeys = renamed(part, ofPart(key));
    if (withKeys !== part) row = { ...row, [key]: withKeys };
  }
  return row;
};

/** A key whose value is null is one that is not given. */
export const withoutNulls = (value: unknown): unknown => {
  if (!isRecord(value)) return value;
  const known = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(known.map(([key, part]) => [key, withoutNulls(part)]));
};

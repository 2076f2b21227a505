type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** Where a key of another tool belongs: the place of the canonical one. */
type Place = readonly [string] | readonly [string, string];

const engineConfig = (key: string): Place => ["engineConfig", key];
const parallel = (key: string): Place => ["parallel", key];
const load = (key: string): Place => ["load", key];

/** Names that benchmark clients and engines give to the keys of a row, without case and punctuation. */
const paths: ReadonlyMap<string, Place> = new Map([
  ["modelname", ["model"]],
  ["modelid", ["model"]],
  ["modelpath", ["model"]],
  ["hardware", ["gpu"]],
  ["gputype", ["gpu"]],
  ["gpuname", ["gpu"]],
  ["accelerator", ["gpu"]],
  ["system", ["gpu"]],
  ["backend", ["engine"]],
  ["framework", ["engine"]],
  ["backendversion", ["engineVersion"]],
  ["engineversion", ["engineVersion"]],
  ["version", ["engineVersion"]],
  ["precision", ["weights"]],
  ["quantization", ["weights"]],
  ["weightdtype", ["weights"]],
  ["dtype", ["weights"]],
  ["kvcachedtype", ["kvCache"]],
  ["kvdtype", ["kvCache"]],
  ["kvcacheprecision", ["kvCache"]],
  ["isl", ["inputTokens"]],
  ["inputlen", ["inputTokens"]],
  ["inputlength", ["inputTokens"]],
  ["inputtokens", ["inputTokens"]],
  ["prompttokens", ["inputTokens"]],
  ["osl", ["outputTokens"]],
  ["outputlen", ["outputTokens"]],
  ["outputlength", ["outputTokens"]],
  ["outputtokens", ["outputTokens"]],
  ["concurrency", load("concurrency")],
  ["maxconcurrency", load("concurrency")],
  ["qps", load("requestsPerSecond")],
  ["requestrate", load("requestsPerSecond")],
  ["requestspersecond", load("requestsPerSecond")],
  ["tp", parallel("tensor")],
  ["tpsize", parallel("tensor")],
  ["tensorparallel", parallel("tensor")],
  ["tensorparallelsize", parallel("tensor")],
  ["pp", parallel("pipeline")],
  ["ppsize", parallel("pipeline")],
  ["pipelineparallel", parallel("pipeline")],
  ["pipelineparallelsize", parallel("pipeline")],
  ["ep", parallel("expert")],
  ["epsize", parallel("expert")],
  ["expertparallel", parallel("expert")],
  ["expertparallelsize", parallel("expert")],
  ["dp", parallel("attentionData")],
  ["dpsize", parallel("attentionData")],
  ["dataparallelsize", parallel("attentionData")],
  ["attentiondp", parallel("attentionData")],
  ["attentiondata", parallel("attentionData")],
  ["numgpus", ["gpus"]],
  ["gpusperreplica", ["gpus"]],
  ["gpumemoryutilization", engineConfig("gpuMemoryUtilization")],
  ["memfractionstatic", engineConfig("gpuMemoryUtilization")],
  ["kvcachefreegpumemoryfraction", engineConfig("gpuMemoryUtilization")],
  ["maxnumseqs", engineConfig("maxSequences")],
  ["maxbatchsize", engineConfig("maxSequences")],
  ["maxrunningrequests", engineConfig("maxSequences")],
  ["maxnumbatchedtokens", engineConfig("maxBatchedTokens")],
  ["maxnumtokens", engineConfig("maxBatchedTokens")],
  ["chunkedprefillsize", engineConfig("maxBatchedTokens")],
  ["maxmodellen", engineConfig("maxModelLen")],
  ["maxseqlen", engineConfig("maxModelLen")],
  ["contextlength", engineConfig("maxModelLen")],
]);

/** Keys that have their meaning already, wherever they stand in their part. */
const canonical = new Set([
  ...["parallel", "load", "engineConfig", "prefill", "decode", "measured", "streamIntervalTokens", "lengthRange"],
  ...[...paths.values()].filter((place) => place.length === 1).flat(),
  ...["id", "disaggregated", "missing", "speculativeDecoding"],
]);
const usualInPart: ReadonlySet<string> = new Set([...paths.values()].flatMap(([, inner]) => inner ?? []));

const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** A number in quotes, as tables turned into JSON carry it. */
const unquoted = (value: unknown, place: string): unknown =>
  typeof value === "string" && place !== "engineVersion" && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;

const at = (row: Row, [outer, inner]: Place): unknown => {
  const part = row[outer];
  return inner === undefined ? part : isRow(part) ? part[inner] : part === undefined ? undefined : part;
};

const put = (row: Row, [outer, inner]: Place, value: unknown): Row => {
  if (inner === undefined) return { ...row, [outer]: unquoted(value, outer) };
  const part = isRow(row[outer]) ? row[outer] : {};
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
  if (!isRow(value)) return value;
  let row = renamed(value, ofRow);
  for (const key of ["parallel", "engineConfig", "load"]) {
    const part = row[key];
    if (!isRow(part)) continue;
    const withKeys = renamed(part, ofPart(key));
    if (withKeys !== part) row = { ...row, [key]: withKeys };
  }
  return row;
};

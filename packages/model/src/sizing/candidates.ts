import { isLoadlineError, type LoadlineError } from "../base/errors.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { gpuOf, listGpus, modelOf } from "../catalogue/lookup.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import { hasMoeLayers } from "../catalogue/transformer.ts";
import type { Parallel } from "../model/engine.ts";
import { whyUnsupported } from "../model/engine-support.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import type { SearchRequest } from "./types.ts";

/** 1, 2, 4 … up to `most`. */
const powersOfTwo = (most: number): readonly number[] =>
  Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, exponent) => 2 ** exponent);

/** Tensor sizes of one node; racks with wide links are searched up to eight, as heads divide no further. */
const tensorsOf = (gpu: Gpu, model: Model): readonly number[] => {
  const heads = hasTransformer(model) ? model.transformer.hiddenSize.value : 1;
  return powersOfTwo(Math.min(gpu.link.gpusPerNode.value, 8, heads));
};

/** Sizes of a layout; one that is left out is 1. */
type Layout = { readonly [K in keyof Parallel]?: number | undefined };

/** Layouts of one size: tensor, and with experts also attention data parallel with the experts spread. */
const layoutsOf = (size: number, isMoe: boolean): readonly Layout[] => [
  { tensor: size },
  ...(isMoe && size > 1 ? [spreadOver(size)] : []),
];

const spreadOver = (size: number): Layout => ({ tensor: 1, attentionData: size, expert: size });

/** Experts spread over more GPUs than a node has, where a link spans them: every power of two, and the whole rack. */
const wideLayouts = ({ link }: Gpu): readonly Layout[] => {
  const domain = link.gpusPerDomain.value;
  const within = Math.min(link.gpusPerNode.value, 8);
  return [...new Set([...powersOfTwo(domain), domain])].filter((size) => size > within).map(spreadOver);
};

/** Layouts to look at: as asked, else every one that the GPU and the model allow. */
const layoutsOn = (gpu: Gpu, model: Model, { parallel = {}, tensors }: SearchRequest): readonly Layout[] => {
  const sizes = tensors ?? tensorsOf(gpu, model);
  if (tensors !== undefined || Object.values(parallel).some((count) => count !== undefined))
    return sizes.map((tensor) => ({ ...parallel, tensor }));
  const isMoe = hasTransformer(model) && hasMoeLayers(model.transformer);
  return [...sizes.flatMap((size) => layoutsOf(size, isMoe)), ...(isMoe ? wideLayouts(gpu) : [])];
};

/** What every replica of a search has in common. */
const settingsOf = (request: SearchRequest) => {
  const { model, engine, engineVersion, engineConfig, kvCache, speculativeDecoding } = request;
  return { model, engine, engineVersion, engineConfig, kvCache, speculativeDecoding };
};

/** What keeps a layout from being one; other errors are not of the layout. */
const isLayoutError = (error: unknown): error is LoadlineError =>
  isLoadlineError(error) && /PARALLELISM|PRECISION_UNSUPPORTED/.test(error.code);

/** The spec; null where the layout is none, or the engine does not run it. */
const specOrNull = (make: () => ReplicaSpec): ReplicaSpec | null => {
  try {
    const spec = make();
    return whyUnsupported(spec) === null ? spec : null;
  } catch (error) {
    if (isLayoutError(error)) return null;
    throw error;
  }
};

const specsOn = (gpu: Gpu, model: Model, request: SearchRequest): readonly ReplicaSpec[] => {
  // Left out: the checkpoint's own, which its name may state.
  const precisions = request.precisions ?? [undefined];
  return layoutsOn(gpu, model, request).flatMap((parallel) =>
    precisions.flatMap((weights) => {
      const { corrected = (made) => made } = request;
      // By the name that was given, which may state a format.
      const input = { ...settingsOf(request), gpu, weights, parallel };
      const { tensor = 1, attentionData = 1, expert = tensor * attentionData } = parallel;
      // What an engine refuses to cut it takes whole: the experts spread over the ranks.
      const spread = { ...parallel, expert };
      const spec =
        specOrNull(() => replicaSpec(input)) ?? specOrNull(() => replicaSpec({ ...input, parallel: spread }));
      return spec === null ? [] : [corrected(spec)];
    }),
  );
};

/** Why the layouts and formats asked for are none on the GPUs asked for; null where the first of them is one. */
export const whyNoLayout = (request: SearchRequest): string | null => {
  const [gpu] = request.gpus?.map(gpuOf) ?? listGpus();
  const [tensor = 1] = request.tensors ?? [];
  const [weights] = request.precisions ?? [];
  if (gpu === undefined) return null;
  const parallel = { ...request.parallel, tensor };
  try {
    return whyUnsupported(replicaSpec({ ...settingsOf(request), gpu, weights, parallel }));
  } catch (error) {
    if (isLayoutError(error)) return error.message;
    throw error;
  }
};

/** The same over pipeline stages of several nodes, for what does not fit one. */
const stagesBeyondANode = [2, 4, 8] as const;

const acrossNodes = (
  { gpu, weights, parallel: { tensor } }: ReplicaSpec,
  request: SearchRequest,
  fits: (spec: ReplicaSpec) => boolean,
): readonly ReplicaSpec[] => {
  const staged = stagesBeyondANode.flatMap((pipeline) => {
    const parallel = { tensor, pipeline };
    const spec = specOrNull(() => replicaSpec({ ...settingsOf(request), gpu, weights, parallel }));
    return spec === null ? [] : [spec];
  });
  const first = staged.find(fits);
  return first === undefined ? [] : [first];
};

const onGpu = (
  gpu: Gpu,
  request: SearchRequest,
  { model, fits }: { model: Model; fits: (spec: ReplicaSpec) => boolean },
) => {
  const specs = specsOn(gpu, model, request);
  const fitting = specs.filter(fits);
  const tooLarge = specs.filter((spec) => !fitting.includes(spec));
  if (fitting.length > 0) return { fitting, tooLarge };
  // A layout that is asked for is that one or none.
  if (Object.values(request.parallel ?? {}).some((count) => count !== undefined)) return { fitting, tooLarge };
  const widest = specs.toSorted((a, b) => b.parallel.tensor - a.parallel.tensor);
  return { fitting: widest.slice(0, 3).flatMap((spec) => acrossNodes(spec, request, fits)), tooLarge };
};

/**
 * Every replica that a search looks at: GPU × layout × weight format. Layouts that heads or nodes forbid are left
 * out; stages over several nodes are tried only where nothing fits one node. `tooLarge`: weights and one cache block do not fit.
 * @throws LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU, LL_UNKNOWN_ENGINE
 */
export const candidateSpecs = (request: SearchRequest, fits: (spec: ReplicaSpec) => boolean) => {
  const model = modelOf(request.model);
  const gpus = request.gpus?.map(gpuOf) ?? listGpus();
  const found = gpus.map((gpu) => onGpu(gpu, request, { model, fits }));
  return { fitting: found.flatMap(({ fitting }) => fitting), tooLarge: found.flatMap(({ tooLarge }) => tooLarge) };
};

import { modelOf } from "../catalogue/lookup.ts";
import { replicaFits } from "../memory/cache-layout.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import { gpusOf } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { candidateSpecs, whyNoLayout } from "./candidates.ts";
import { layoutText } from "./decoder-candidates.ts";
import type { SearchRequest } from "./types.ts";

const shownFits = 3;

const labelOf = (spec: ReplicaSpec): string => `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}`;

/** The layout that lacks least, and how much. */
const nearestOf = (specs: readonly ReplicaSpec[]): string | null => {
  const short = specs.map((spec) => ({ spec, lacks: replicaMemory(spec).shortfall }));
  const [nearest] = short.toSorted((a, b) => a.lacks - b.lacks);
  return nearest === undefined
    ? null
    : `${labelOf(nearest.spec)} lacks ${(nearest.lacks / 2 ** 30).toFixed(1)} GiB per GPU`;
};

/** The smallest layout of each GPU that holds it, those of the fewest GPUs first. */
const smallestFits = (specs: readonly ReplicaSpec[]): readonly string[] => {
  const bySize = specs.toSorted((a, b) => gpusOf(a.parallel) - gpusOf(b.parallel));
  const first = bySize.filter((spec, index) => bySize.findIndex(({ gpu }) => gpu.id === spec.gpu.id) === index);
  return first.slice(0, shownFits).map(labelOf);
};

/** Why a model fits nothing that was asked for, by how much, and what of the catalogue holds it. */
export const whatHoldsIt = (request: SearchRequest): string => {
  const { id } = modelOf(request.model);
  const nearest = nearestOf(candidateSpecs(request, replicaFits).tooLarge);
  const fitting = smallestFits(
    candidateSpecs({ ...request, gpus: undefined, tensors: undefined }, replicaFits).fitting,
  );
  const closest = nearest === null ? (whyNoLayout(request) ?? "no layout is possible") : `closest is ${nearest}`;
  const other = fitting.length === 0 ? "nothing in the catalogue holds it" : `it fits ${fitting.join(", ")}`;
  return `${id} fits none of the configurations: ${closest}; ${other}`;
};

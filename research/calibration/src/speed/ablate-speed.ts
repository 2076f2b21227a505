import type { SpeedPriors } from "@loadline/model/internal";
import { type LevelKind, levelKinds } from "@loadline/model/internal";
import type { SpeedFit } from "./fit-speed.ts";
import { predictLeftOut } from "./hold-out.ts";
import { errorsByKind, type SpeedRow } from "./speed-rows.ts";

type Quantity = "decode" | "firstToken";

/** One thing less in the model. */
interface Removal {
  readonly title: string;
  readonly priors: SpeedPriors;
  /** What it can change, and is fitted anew. */
  readonly quantity: Quantity;
}

/** What the model errs by without one of its parts, on groups that no fit saw; shares, by kind of row. */
export interface Ablation {
  readonly title: string;
  readonly quantity: Quantity;
  readonly errors: { readonly [form: string]: { readonly median: number; readonly p90: number } };
}

/** Values at which a term has no effect; seconds vanish, factors are 1. A share has none and stays at its prior. */
const neutral: { readonly [name: string]: number } = {
  routingSkew: 1e3, // even routing
  hiddenPasses: 1e-9,
  crossNodeFactor: 1,
  attentionDataFactor: 1,
  lockstepPrompts: 1e-9,
  waitShare: 1e-9,
  stepsWaited: 1e-9,
};
const noSeconds = 1e-12;

type Term = SpeedPriors[Quantity][number];

const neutralised = (term: Term): Term["centre"]["value"] =>
  term.centre.unit === "s" ? noSeconds : (neutral[term.name] ?? term.centre.value);

const withoutTerm = (priors: SpeedPriors, quantity: Quantity, name: string): SpeedPriors => ({
  ...priors,
  [quantity]: priors[quantity].map((term: Term) =>
    term.name === name ? { ...term, spread: 0, centre: { ...term.centre, value: neutralised(term) } } : term,
  ),
});

/** Priors under which levels of this kind move nothing. */
const withoutKind = (priors: SpeedPriors, quantity: Quantity, kind: Exclude<LevelKind, "all">): SpeedPriors => ({
  ...priors,
  [quantity]: priors[quantity].map((term: Term) => {
    const { [kind]: _, ...levelSpread } = term.levelSpread;
    return { ...term, levelSpread };
  }),
});

const removalsOf = (priors: SpeedPriors): readonly Removal[] =>
  (["decode", "firstToken"] as const).flatMap((quantity) => [
    { title: "nothing", priors, quantity },
    ...priors[quantity]
      .filter(({ name }) => name !== "scale")
      .map((term) => ({
        title: neutralised(term) === term.centre.value ? `fit of ${term.name}` : term.name,
        priors: withoutTerm(priors, quantity, term.name),
        quantity,
      })),
    ...levelKinds
      .filter((kind) => kind !== "all")
      .map((kind) => ({ title: `level ${kind}`, priors: withoutKind(priors, quantity, kind), quantity })),
  ]);

interface AblateOptions {
  readonly priors: SpeedPriors;
  readonly start: SpeedFit;
  readonly folds: number;
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

const iterations = 2;

const errorsWithout = (rows: readonly SpeedRow[], removal: Removal, { start, folds }: AblateOptions) => {
  const { priors, quantity } = removal;
  const predicted = predictLeftOut(rows, { priors, by: "groups", start, folds, iterations, only: quantity });
  return Object.fromEntries(
    errorsByKind({ rows, predicted }).flatMap(({ kind, interTokenLatency, timeToFirstToken }) => {
      const errors = quantity === "decode" ? interTokenLatency : timeToFirstToken;
      return errors === null ? [] : [[kind, { median: errors.median, p90: errors.p90 }]];
    }),
  );
};

/** Left-out errors with one term or one kind of level less at a time, the whole model first. */
export const ablateSpeed = (rows: readonly SpeedRow[], options: AblateOptions): readonly Ablation[] => {
  const removals = removalsOf(options.priors);
  return removals.map((removal, index) => {
    const errors = errorsWithout(rows, removal, options);
    options.onProgress?.(index + 1, removals.length);
    return { title: removal.title, quantity: removal.quantity, errors };
  });
};

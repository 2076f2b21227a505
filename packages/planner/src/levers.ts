import { clusterRequirements, listGpus, modelNamed, type OwnPrice, servingModes } from "@loadline/model";
import { type ClusterRequest, clusterRequestOf, rowOf, settledQuestion } from "./cluster-request.ts";
import type { SizeQuestion } from "./question.ts";
import type { SearchAnswer, SizedRow } from "./search-answer.ts";

type Precision = SizedRow["weights"];
type Lever = SearchAnswer["levers"][number];

/** One change of the question by itself, as it is asked for, and what has to hold for it. */
interface Change {
  readonly option: string;
  readonly condition: string;
  readonly request: Partial<ClusterRequest>;
}

/** Bits of a weight. */
const bits: { readonly [P in Precision]: number } = {
  fp32: 32,
  bf16: 16,
  fp16: 16,
  fp8: 8,
  int8: 8,
  nvfp4: 4,
  mxfp4: 4,
  int4: 4,
};

type Peak = "fp8" | "int8" | "fp4";
const narrowFormats: readonly { readonly weights: Precision; readonly units: Peak; readonly maker: RegExp }[] = [
  { weights: "fp8", units: "fp8", maker: /./ },
  { weights: "int8", units: "int8", maker: /./ },
  { weights: "nvfp4", units: "fp4", maker: /^blackwell/ },
  { weights: "mxfp4", units: "fp4", maker: /^cdna/ },
];

const weightChanges = (question: SizeQuestion, published: Precision): readonly Change[] =>
  narrowFormats.flatMap(({ weights, units, maker }): Change[] => {
    // Generating models are quantised to floats; INT8 is what encoders are served in.
    if (bits[weights] >= bits[published] || (question.producesTokens && weights === "int8")) return [];
    const gpus = (question.gpus ?? listGpus()).filter(
      ({ denseFlops, generation }) => denseFlops[units] !== null && maker.test(generation),
    );
    const quality = bits[weights] < 8 ? "its answers differ more than those of 8 bits" : "its answers differ a little";
    return gpus.length === 0
      ? []
      : [
          {
            option: `--weights ${weights}`,
            condition: `a checkpoint in ${weights}, or one that the engine quantises; ${quality}: check them`,
            request: { precisions: [weights], gpus },
          },
        ];
  });

const stepTokens = [2_048, 16_384] as const;
const draftTokens = 3;
const sharedPrompts = 0.5;

/** Changes of the engine on the layout that was chosen, as its owner would try them. */
const engineChanges = ({ options }: SizeQuestion, best: SizedRow, request: ClusterRequest): readonly Change[] => {
  const { tensor, ...parallel } = best.parallel;
  const same = { gpus: [best.gpu], precisions: [best.weights], tensors: [tensor], parallel };
  const withConfig = (config: object) => ({ ...same, engineConfig: { ...request.engineConfig, ...config } });
  return [
    ...(options.maxBatchedTokens === undefined
      ? stepTokens.map((maxBatchedTokens) => ({
          option: `--max-batched-tokens ${maxBatchedTokens}`,
          condition: "a restart with another budget of a step",
          request: withConfig({ maxBatchedTokens }),
        }))
      : []),
    ...(options.draftTokens === undefined
      ? [
          {
            option: `--draft-tokens ${draftTokens}`,
            condition:
              "a draft for this model, accepted as often as such deployments showed: measure --accepted-tokens",
            request: { ...same, speculativeDecoding: { draftTokens, acceptedTokens: null } },
          },
        ]
      : []),
    ...((request.engineConfig?.prefixHitRatio ?? 0) === 0 && options.lengths === undefined
      ? [
          {
            option: `--prefix-hit-ratio ${sharedPrompts}`,
            condition:
              "half of the prompt tokens shared with earlier requests of the same replica: state them with --lengths",
            request: withConfig({ prefixHitRatio: sharedPrompts }),
          },
        ]
      : []),
  ];
};

const changesOf = (question: SizeQuestion, best: SizedRow | null, request: ClusterRequest): readonly Change[] => {
  const { options, model, devices, producesTokens } = question;
  const { publishedIn } = typeof model === "string" ? modelNamed(model, []) : model;
  const weights = options.weights === undefined ? weightChanges(question, best?.weights ?? publishedIn) : [];
  if (!producesTokens || best === null || devices.length > 0) return weights;
  const gpus = [best.gpu];
  return [
    ...weights,
    ...(request.modes?.includes("disaggregated") === true
      ? []
      : [
          {
            option: "--disaggregated",
            condition: "prefill and decode on workers of their own, with a fast link for the cache between them",
            request: { gpus, modes: servingModes },
          },
        ]),
    ...(options.tensor === undefined
      ? []
      : [
          {
            option: "without --tensor",
            condition: "another layout of the same GPU",
            request: { gpus, tensors: undefined },
          },
        ]),
    ...(best.workers === null ? engineChanges(question, best, request) : []),
  ];
};

const leastSaving = 0.05;

/** Share of the cost that is left, of the GPUs where neither price is known; null where one is and the other is not. */
export const costShare = (row: SizedRow, best: SizedRow): number | null => {
  const [now, before] = [row.comparedUsdPerHour, best.comparedUsdPerHour];
  if (now !== null && before !== null) return now / before;
  return now === null && before === null ? row.gpus / best.gpus : null;
};

const nameOf = ({ option }: Lever): string =>
  option.startsWith("--weights") ? option : (option.split(" ")[0] ?? option);

/** The best of each option, the largest saving first; four bits behind eight, as they change answers more. */
const inOrder = (levers: readonly Lever[], shareOf: (row: SizedRow) => number): readonly Lever[] => {
  const eightBits = levers.find(({ option }) => option === "--weights fp8");
  const placeOf = ({ option, row }: Lever): number =>
    option.startsWith("--weights") && bits[row.weights] < 8 && eightBits !== undefined
      ? Math.max(shareOf(row), shareOf(eightBits.row) + 1e-9)
      : shareOf(row);
  const sorted = levers.toSorted((a, b) => placeOf(a) - placeOf(b));
  return sorted.filter((one, index) => sorted.findIndex((other) => nameOf(other) === nameOf(one)) === index);
};

/** What would save most: each change by itself, with what it takes then; those that save less than a twentieth are left out. */
export const leversOf = (
  question: SizeQuestion,
  ownPrices: readonly OwnPrice[],
  best: SizedRow | null,
): readonly Lever[] => {
  const request = clusterRequestOf(question, ownPrices);
  const levers = changesOf(question, best, request).flatMap(({ option, condition, request: change }): Lever[] => {
    const changed = { ...change, shortlist: 1 };
    const settled = settledQuestion(question, ownPrices, changed);
    const found = clusterRequirements({ ...clusterRequestOf(settled, ownPrices), ...changed });
    if (found.kind === "infeasible") return [];
    const row = rowOf(found.best, question.options.confidence);
    const share = costShare(row, best ?? row);
    return share !== null && (best === null || share <= 1 - leastSaving) ? [{ option, condition, row }] : [];
  });
  return inOrder(levers, (row) => costShare(row, best ?? row) ?? 1);
};

import type { clusterRequirements, ReplicaSpec } from "@loadline/model";
import { askedArrivals } from "../estimate/flags.ts";
import { arrivalsOf } from "../estimate/request.ts";
import { cacheNotes, nameNotes } from "../estimate/spec-notes.ts";
import { answeredReplica } from "./cluster-request.ts";
import type { SizeQuestion } from "./question.ts";

type ClusterAnswer = ReturnType<typeof clusterRequirements>;
type ClusterRequirement = Extract<ClusterAnswer, { kind: "feasible" }>["best"];

/** How requests come and how long they are, and what a plan file does not carry of that. */
const loadTexts = ({ options, producesTokens }: SizeQuestion): readonly string[] => {
  const arrivals = arrivalsOf(askedArrivals(options));
  const isPlain = arrivals === undefined && options.spread === undefined;
  // Models that answer in one piece are sized by their mean lengths.
  const isSpread = producesTokens && options.spread;
  return [
    `${arrivals === undefined ? "random" : arrivals.kind} arrivals; ${isSpread ? "lengths spread as --lengths states" : "every request has the mean lengths"}`,
    ...(isPlain ? [] : ["a plan file keeps the mean lengths and random arrivals: its sizes may be smaller"]),
  ];
};

const priceText = (price: ClusterRequirement["price"], purchaseClass: string): string => {
  if (price === null) return `no ${purchaseClass} price is known; ranked by GPUs`;
  const origin = price.origin === "own" ? "your own" : `catalogue of ${price.on}`;
  return `${price.purchaseClass} price ${price.usdPerGpuHour} $/GPU-hour, ${origin}`;
};

const priceTexts = ({ price, spotPrice }: ClusterRequirement, { options, reserve }: SizeQuestion): string[] => [
  ...(reserve.spot?.share === 1 ? [] : [priceText(price, options.purchase)]),
  ...(reserve.spot === undefined ? [] : [priceText(spotPrice, "spot")]),
  ...(price !== null && spotPrice !== null && spotPrice.usdPerGpuHour >= price.usdPerGpuHour
    ? [
        `spot at ${spotPrice.usdPerGpuHour} $ costs no less than ${price.purchaseClass} at ${price.usdPerGpuHour} $: its share saves nothing`,
      ]
    : []),
  ...(options.purchase === "spot" && reserve.spot === undefined
    ? ["nothing is held back for the loss of spot nodes; see --reserve spot=SHARE/MARKETS"]
    : []),
];

/** What the best configuration assumes of its engine, and a length that the model was not made for. */
const specNotes = (question: SizeQuestion, answer: ClusterAnswer) => {
  if (answer.kind !== "feasible") return [];
  const { options, modelName } = question;
  const { candidate } = answer.best;
  const { spec, notes } = answeredReplica({ ...candidate, gpu: candidate.gpu.id }, question);
  return [
    ...notes,
    ...nameNotes(modelName, spec.model),
    ...(question.tooLong === null ? [] : [question.tooLong]),
    ...cacheNotes(spec),
    ...(question.producesTokens ? [sequencesNote(spec, options.maxSequences)] : []),
  ];
};

/** Most sequences of one engine, and whose value that is. */
const sequencesNote = ({ engine, engineConfig, gpu }: ReplicaSpec, given?: number): string =>
  `at most ${given ?? engineConfig.maxSequences} sequences at once on one engine${given === undefined ? `, the default of ${engine} on ${gpu.id}; --emit writes it` : ""}`;

/** What an answer assumes that its question leaves open, a sentence each. */
export const assumptionsOf = (question: SizeQuestion, answer: ClusterAnswer): string[] => {
  const { options } = question;
  return [
    ...specNotes(question, answer),
    ...(options.weights === undefined ? ["weights in the checkpoint's own format"] : []),
    ...loadTexts(question),
    `batch and latencies are those at the most that each carries: p${Math.round(options.percentile * 100)} over requests, ITL over all gaps`,
    ...(options.reserve === undefined ? ["reserve for GPU failures alone: one in ten GPU-years, a day of repair"] : []),
    ...(answer.kind === "feasible" ? [...priceTexts(answer.best, question), ...answer.leftOut] : []),
    "a month has 730 hours; power is that of the nodes, without cooling",
  ];
};

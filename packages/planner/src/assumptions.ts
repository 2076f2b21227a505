import type { clusterRequirements, ReplicaSpec } from "@loadline/model";
import { quoteText } from "./answer-text.ts";
import { arrivalsOf, askedArrivals } from "./arrivals.ts";
import { answeredReplica } from "./cluster-request.ts";
import type { SizeQuestion } from "./question.ts";
import { adapterNotes, cacheNotes, nameNotes } from "./spec-notes.ts";
import { moneyText } from "./text.ts";

type ClusterAnswer = ReturnType<typeof clusterRequirements>;
type Feasible = Extract<ClusterAnswer, { kind: "feasible" }>;
type ClusterRequirement = Feasible["best"];

/** How requests come and how long they are, and what a plan file does not carry of that. */
const loadTexts = ({ options, producesTokens }: SizeQuestion): readonly string[] => {
  const arrivals = arrivalsOf(askedArrivals(options));
  const isPlain = arrivals === undefined && options.spread === undefined;
  // Models that answer in one piece are sized by their mean lengths.
  const isSpread = producesTokens && options.spread;
  return [
    `${arrivals === undefined ? "random" : arrivals.kind} arrivals; ${isSpread ? "lengths spread as --lengths states" : "every request has the mean lengths"}`,
    ...(options.draftTokens === undefined && options.streamIntervalTokens === undefined
      ? []
      : ["a plan file carries neither speculation nor stream intervals: its sizes are those without"]),
    ...(isPlain ? [] : ["a plan file keeps the mean lengths and random arrivals: its sizes may be smaller"]),
  ];
};

type Price = ClusterRequirement["price"];

const priceText = (price: Price, purchaseClass: string): string =>
  price === null
    ? `no ${purchaseClass} price is known${purchaseClass === "spot" ? " that is below on demand" : ""}; ranked by GPUs`
    : `${price.purchaseClass} price ${moneyText(price.usdPerGpuHour)} $/GPU-h, ${quoteText(price)}`;

/** Whose prices are compared, and quotes that may not hold any more. */
const comparedPrices = (rows: readonly ClusterRequirement[]): string[] => {
  const prices = rows.flatMap(({ price, spotPrice }) => [price, spotPrice]).filter((one) => one !== null);
  const providers = new Set(prices.filter(({ origin }) => origin === "catalogue").map(({ provider }) => provider));
  const old = prices.flatMap(({ isOld, on }) => (isOld && on !== null ? [on] : [])).toSorted();
  return [
    ...(providers.size > 1 ? ["prices of several providers stand side by side, as none quotes all of these"] : []),
    ...(old.length > 0
      ? [
          `${old.length} of ${prices.length} quotes are older than half a year, the oldest of ${old[0]}: ask again, --prices takes yours`,
        ]
      : []),
  ];
};

const priceTexts = ({ best, alternatives }: Feasible, { options, reserve }: SizeQuestion): string[] => [
  ...(reserve.spot?.share === 1 ? [] : [priceText(best.price, options.purchase)]),
  ...(reserve.spot === undefined ? [] : [priceText(best.spotPrice, "spot")]),
  ...comparedPrices([best, ...alternatives]),
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
    ...nameNotes(modelName, spec.model, options.images),
    ...(question.tooLong === null ? [] : [question.tooLong]),
    ...cacheNotes(spec),
    ...adapterNotes(spec),
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
    ...(answer.kind === "feasible" ? [...priceTexts(answer, question), ...answer.leftOut] : []),
    "a month has 730 hours; power is that of the nodes, without cooling",
  ];
};

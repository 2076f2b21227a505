import { type OwnPrice, wayOfRequests } from "@loadline/model";
import { generateLoad, hpaPolicy, simulateFluid } from "@loadline/simulation";
import { clusterRequestOf } from "./cluster-request.ts";
import { sameLayout } from "./details.ts";
import { messages, UserError } from "./messages.ts";
import type { SizeQuestion } from "./question.ts";
import type { SizedRow } from "./search-answer.ts";

const daySeconds = 86_400;
/** Between two decisions of the autoscaler, and between two points of what is drawn. */
const [stepSeconds, drawnSeconds] = [15, 900];
/** Of a pod autoscaler as it is usually set, and of a replica from the decision on. */
const [hpaTarget, leadTimeSeconds] = [0.7, 300];
const usualDay = "day";

/** Shares of the highest load over a day, from "0.2,1,0.6", the highest of them 1. @throws UserError */
const sharesOf = (text: string): readonly number[] => {
  const shares = text.split(",").map((share) => (share.trim() === "" ? Number.NaN : Number(share)));
  const most = Math.max(...shares);
  if (shares.length >= 2 && shares.every((share) => share >= 0) && most > 0 && Number.isFinite(most))
    return shares.map((share) => share / most);
  throw new UserError(
    messages.invalid("the course of the day", text, "two or more numbers of at least 0, such as 0.3,0.2,0.6,1,0.7"),
  );
};

/** Requests/s at the front per step of a day; its highest is that of the question. @throws UserError */
export const demandOfDay = (highest: number, course?: string): Float64Array => {
  if (course === undefined) {
    const settings = { baseRate: 1, seconds: daySeconds, stepSeconds, noise: 0, correlation: 0, seed: 0 };
    const wave = generateLoad(usualDay, settings);
    const most = wave.reduce((high, rate) => Math.max(high, rate), 0);
    return wave.map((rate) => (highest * rate) / most);
  }
  const shares = sharesOf(course);
  return Float64Array.from({ length: daySeconds / stepSeconds }, (_, step) => {
    const at = (step * stepSeconds * (shares.length - 1)) / daySeconds;
    const [before = 0, after = before] = [shares[Math.floor(at)], shares[Math.floor(at) + 1]];
    return highest * (before + (at % 1) * (after - before));
  });
};

/** Replicas over a day of load; null where the layout meets no objective by itself. @throws UserError for a course that is none */
export const dayOfLoad = (row: SizedRow, question: SizeQuestion, ownPrices: readonly OwnPrice[], course?: string) => {
  const found = sameLayout(row, clusterRequestOf(question, ownPrices), question);
  if (found === null) return null;
  const service = found.candidate.rates.covered;
  const demand = demandOfDay(question.requestsPerSecond, course).map(
    (rate) => wayOfRequests(rate, question, question.front).toReplicas,
  );
  const policy = hpaPolicy(hpaTarget, { bounds: { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER } });
  const run = simulateFluid(demand, policy, { capacity: service, leadTimeSeconds, stepSeconds });
  const drawn = drawnSeconds / stepSeconds;
  const points = Array.from({ length: demand.length / drawn }, (_, index) => ({
    hour: (index * drawnSeconds) / 3600,
    needed: Math.max(1, service.replicasFor(demand[index * drawn] ?? 0) ?? row.replicas),
    autoscaled: run.replicas[index * drawn] ?? 0,
  }));
  const { replicaHours, minimumReplicaHours, unservedShare } = run.score;
  return {
    points,
    planned: row.replicas,
    replicaHours: {
      planned: (daySeconds / 3600) * row.replicas,
      autoscaled: replicaHours,
      needed: minimumReplicaHours,
    },
    unservedShare,
  };
};

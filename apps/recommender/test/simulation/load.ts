import type { Random } from "@loadline/model";
import { between } from "./sabotage.ts";

export interface Load {
  readonly base: number;
  readonly swing: number;
  readonly noise: number;
  readonly burst: { readonly at: number; readonly factor: number; readonly seconds: number } | null;
}

// Requests/s by node at which a fleet has about as many replicas as nodes, or fewer.
const leastPerNode = 1.25;
const mostPerNode = 15;

interface Dimensions {
  readonly faultless: boolean;
  readonly seconds: number;
  readonly nodes: number;
}

export const loadOf = (random: Random, { faultless, seconds, nodes }: Dimensions): Load => ({
  base: between(random, leastPerNode, mostPerNode) * nodes,
  swing: faultless ? 0 : between(random, 0, 0.8),
  noise: faultless ? 0.02 : between(random, 0, 0.1),
  burst: faultless ? null : { at: between(random, 0, seconds), factor: between(random, 1, 3), seconds: 900 },
});

/** Arriving requests/s. */
export const rateAt = ({ base, swing, noise, burst }: Load, elapsed: number, random: Random): number => {
  const day = 1 + swing * Math.sin((2 * Math.PI * elapsed) / 86_400);
  const bursting = burst !== null && elapsed >= burst.at && elapsed < burst.at + burst.seconds;
  return Math.max(0, base * day * (bursting ? burst.factor : 1) * (1 + noise * (2 * random() - 1)));
};

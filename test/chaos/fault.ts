import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@loadline/model";
import type { Findings } from "./healed.ts";
import type { Part } from "./part.ts";
import type { Stage } from "./stage.ts";
import type { Watch } from "./watch.ts";

/** What a fault is given. */
export interface FaultContext {
  readonly stage: Stage;
  readonly watch: Watch;
  readonly findings: Findings;
  readonly random: Random;
}

/** Goes wrong and is put right again before it returns. @returns what was drawn, for the log */
export type Fault = (context: FaultContext) => Promise<string>;

export const between = (random: Random, least: number, most: number): number => least + random() * (most - least);

export const oneOf = <T>(random: Random, choices: readonly T[]): T => {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new RangeError("nothing to choose from");
  return chosen;
};

export const seconds = (value: number): string => `${value.toFixed(0)} s`;

// Three pings of the client library, ten seconds each, are the longest that a dead link goes unnoticed.
const cutOffSeconds = 35;

/** Lets time pass while some recommenders receive nothing; after a while those may not report ready. */
export const pass = async (
  { watch, findings }: FaultContext,
  duration: number,
  cutOff: readonly Part[] = [],
): Promise<void> => {
  const begun = Date.now();
  const elapsed = () => (Date.now() - begun) / 1000;
  while (elapsed() < duration) {
    for (const part of cutOff) {
      const reported = await watch.ask(part);
      if (elapsed() > cutOffSeconds && reported?.ready === true) findings.add("ready although cut off", part.name);
    }
    await sleep(Math.min(1_000, Math.max(0, (duration - elapsed()) * 1000)));
  }
};

import { writeFileSync } from "node:fs";

export interface Phase {
  readonly seconds: number;
  /** Requests per second at the start and at the end; linear in between. */
  readonly from: number;
  readonly to: number;
}

/** A small generator with a fixed seed, so that the trace is the same in every run. */
const uniform = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
};

const timestamp = (seconds: number): string => {
  const milliseconds = Math.round(seconds * 1000);
  const at = new Date(Date.UTC(2023, 10, 16, 18, 15, 46) + milliseconds);
  return `${at.toISOString().slice(0, 23).replace("T", " ")}0000`;
};

/** Writes a trace in the format of the Azure LLM inference traces. */
export const writeRampTrace = (path: string, phases: readonly Phase[]): void => {
  const random = uniform(7);
  const lines = ["TIMESTAMP,ContextTokens,GeneratedTokens"];
  let start = 0;
  for (const { seconds, from, to } of phases) {
    let at = 0;
    while (at < seconds) {
      const rate = from + ((to - from) * at) / seconds;
      lines.push(`${timestamp(start + at)},${400 + Math.floor(random() * 1500)},${50 + Math.floor(random() * 320)}`);
      at += -Math.log(random()) / rate;
    }
    start += seconds;
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
};

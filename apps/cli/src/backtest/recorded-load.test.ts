import { expect, test } from "vitest";
import { recordedLoad } from "./recorded-load.ts";
import type { TraceFormat } from "./trace-file.ts";

const settings = { stepSeconds: 15, seed: 7, shape: "linear" } as const;
const otherSeed = 11;
const hour = Array.from({ length: 7 }, (_, window) => window * 600);

const recordings: readonly { readonly format: TraceFormat; readonly text: string; readonly hasNoise: boolean }[] = [
  {
    format: "servegen",
    text: `timestamp_s,rate_rps,active_clients\n${hour.map((at) => `${at},${20 + at / 100},3`).join("\n")}\n`,
    hasNoise: true,
  },
  {
    format: "servegen-clients",
    text: `client,timestamp_s,rate_rps,cv,pattern,arg1,arg2\n${hour.map((at) => `0,${at},8,1,Gamma,0.6,1\n1,${at},2,1,Weibull,0.7,1`).join("\n")}\n`,
    hasNoise: true,
  },
  {
    format: "csv",
    text: `timestamp_s,rate_rps\n${hour.map((at) => `${at},${20 + at / 100}`).join("\n")}\n`,
    hasNoise: true,
  },
  {
    format: "csv",
    text: `timestamp_s\n${Array.from({ length: 900 }, (_, request) => request * 2).join("\n")}\n`,
    hasNoise: false,
  },
];

test.each(recordings)(
  "a $format recording read once gives under another seed what reading it anew gives (noise: $hasNoise)",
  ({ format, text, hasNoise }) => {
    const load = recordedLoad(text, format, settings);
    const anew = recordedLoad(text, format, { ...settings, seed: otherSeed });
    expect(load.under(otherSeed)).toEqual(anew.demand);
    expect(load.under(settings.seed)).toEqual(load.demand);
    if (hasNoise) expect(anew.demand).not.toEqual(load.demand);
    else expect(anew.demand).toEqual(load.demand);
  },
);

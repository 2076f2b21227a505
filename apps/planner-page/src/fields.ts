import { engines, nearestNames, precisions } from "@loadline/model";
import { optionOf } from "@loadline/planner/answer-text";
import { ownName } from "@loadline/planner/messages";
import { routable } from "@loadline/planner/option-table";
import { flagOf, type OptionName } from "@loadline/planner/options";
import { planOptions } from "@loadline/planner/question";
import { objectives } from "@loadline/planner/search-answer";

/** What can be asked: options of the command, and what the page asks beside them. */
export type FieldName = OptionName | "budget" | "day";

/** What was typed, by field; the text after # in the address has the same under the names of the command's options. */
export type Given = Readonly<Partial<Record<FieldName, string>>>;

export interface Field {
  readonly label: string;
  /** In place of the option's own help. */
  readonly help?: string;
  /** The first is the default. */
  readonly choices?: readonly string[];
  /** What an empty choice means. */
  readonly empty?: string;
  readonly suffix?: string;
  /** Of a slider, which is logarithmic: from a tenth to a thousand is three times as far as from one to ten. */
  readonly range?: readonly [least: number, most: number];
  /** The page names it by another field: it has no place of its own in the form. */
  readonly isHidden?: true;
}

interface Group {
  readonly title: string;
  readonly isClosed?: true;
  readonly fields: Readonly<Partial<Record<FieldName, Field>>>;
}

export const groups: readonly Group[] = [
  {
    title: "Model and load",
    fields: {
      model: { label: "Model", help: "a name of the catalogue, a usual alias, or a config.json of your own" },
      modelFile: { label: "Model file", isHidden: true },
      requestsPerSecond: { label: "Requests per second", range: [0.1, 2000] },
      inputTokens: { label: "Prompt tokens", range: [16, 131_072] },
      outputTokens: { label: "Answer tokens", range: [1, 8192] },
    },
  },
  {
    title: "Objectives",
    fields: {
      ttft: { label: "Time to first token" },
      tpot: { label: "Time per output token (TPOT)" },
      percentile: {
        label: "Met by",
        help: "share of the requests that meet the objectives",
        choices: ["95", "50", "90", "99"],
        suffix: " % of requests",
      },
      confidence: {
        label: "Confidence",
        help: "chance that the count is enough",
        choices: ["90", "50", "80", "95", "99"],
        suffix: " % sure",
      },
    },
  },
  {
    title: "GPUs and prices",
    fields: {
      gpu: { label: "GPUs", help: "only these, with commas between; empty: the whole catalogue" },
      purchase: { label: "Bought", help: "whose prices are compared", choices: ["on-demand", "reserved", "spot"] },
      wholeNodes: { label: "Compare whole nodes", choices: ["", "yes"], empty: "no" },
      prices: { label: "Prices", help: "your own, $ per GPU and hour, such as h100 2.10, mi300x 1.50; or drop a file" },
      inventory: {
        label: "GPUs you have",
        help: "whole nodes of each, such as h100 4, a100-80gb 10 at 1.20: the cheapest mix of them; or drop a file",
      },
      budget: { label: "Budget", help: "$ per hour at the most" },
    },
  },
  {
    title: "More objectives and load",
    isClosed: true,
    fields: {
      itl: { label: "Every gap (ITL)" },
      endToEnd: { label: "Whole answer" },
      lengths: {
        label: "Spread of lengths",
        help: "instead of mean tokens: mean/p95 of prompts and answers, such as 900/3000,200/600; or drop a trace",
      },
      day: {
        label: "Course of the day",
        help: "shares of the highest load, evenly over a day, such as 0.3,0.2,0.6,1,0.7; default: a wave",
      },
      arrivals: { label: "Arrivals" },
      burstiness: { label: "Burstiness" },
      prefixHitRatio: { label: "Prefix cache hits" },
      images: { label: "Pictures in a prompt", help: "by width and height, such as 1024x768 or 3*512x512" },
      documents: { label: "Documents a request" },
      steps: { label: "Steps of a picture" },
      side: { label: "Side of a picture" },
    },
  },
  {
    title: "Router, gateway and reserve",
    isClosed: true,
    fields: {
      router: {
        label: "Router",
        help: "how requests are spread over the replicas",
        choices: ["least-requests", ...routable.filter((name) => name !== "least-requests")],
      },
      reserve: { label: "Reserve" },
      gateway: { label: "Gateway limit" },
      gatewayTokens: { label: "Gateway tokens" },
      gatewayCounts: {
        label: "Gateway counts",
        help: "requests held against its limits",
        choices: ["offered", "cache-misses"],
      },
      responseCache: { label: "Response cache" },
    },
  },
  {
    title: "Engine and layout",
    isClosed: true,
    fields: {
      engine: { label: "Engine", choices: ["vllm", ...engines.filter((name) => name !== "vllm")] },
      engineVersion: { label: "Engine version" },
      weights: { label: "Weights", choices: ["", ...precisions], empty: "the model's" },
      kvCache: { label: "KV cache" },
      tensor: { label: "Tensor parallelism" },
      pipeline: { label: "Pipeline stages" },
      expert: { label: "Expert parallelism" },
      attentionData: { label: "Data-parallel attention" },
      disaggregated: { label: "Prefill and decode apart", choices: ["", "yes"], empty: "no" },
      prefill: { label: "Prefill workers" },
      decode: { label: "Decode workers" },
      maxModelLen: { label: "Longest request" },
      maxBatchedTokens: { label: "Tokens of a step" },
      maxSequences: { label: "Most sequences" },
      gpuMemoryUtilization: { label: "GPU memory used" },
      kvOffloadingSize: { label: "Host memory for the cache, GiB" },
      maxLoras: { label: "Adapters" },
      maxLoraRank: { label: "Adapter rank" },
      draftTokens: { label: "Draft tokens" },
      acceptedTokens: { label: "Accepted tokens" },
      streamIntervalTokens: { label: "Tokens per chunk" },
    },
  },
  {
    title: "Buy, own or an API",
    isClosed: true,
    fields: {
      capex: { label: "Price of a GPU / years" },
      powerPrice: { label: "Power price" },
      pue: { label: "PUE" },
      meanLoad: { label: "Mean load" },
      compareApi: { label: "API price in/out" },
    },
  },
];

export const fields = Object.assign({}, ...groups.map((group) => group.fields)) as Group["fields"];

const helps = new Map<string, string>(planOptions.stated.map(({ name, help }) => [name, help]));
export const helpOf = (name: FieldName): string =>
  pageText(fields[name]?.help ?? helps.get(name) ?? "")
    .replace(/;? ?(may be given again|default: [^;]*(, )?)/g, "")
    .replace(/^objective: /, "");

/** The name of a field in the address: that of the command's option. */
export const keyOf = (name: FieldName): string => flagOf(name as OptionName).slice(2);
const byKey = new Map((Object.keys(fields) as FieldName[]).map((name) => [keyOf(name), name]));

export const labelOf = (name: FieldName): string => fields[name]?.label ?? keyOf(name);

/** A key of the address that no field has, and the one that was probably meant. */
interface UnknownKey {
  readonly key: string;
  readonly nearest: string | undefined;
}

const keys = [...byKey.keys()].map((key) => ({ key, id: key }));
const mostApart = 0.5;

/** A question from the address, and the keys that are none of it. */
export const readAddress = (hash: string): { readonly given: Given; readonly unknown: readonly UnknownKey[] } => {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ""))].filter(([, value]) => value !== "");
  const found = entries.map(([key, value]) => ({ key, value, name: byKey.get(key) }));
  return {
    given: Object.fromEntries(found.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]]))),
    unknown: found
      .filter(({ name }) => name === undefined)
      .map(({ key }) => {
        const own = ownName(key);
        return { key, nearest: byKey.has(own) ? own : nearestNames(key, keys, 1, mostApart)[0] };
      }),
  };
};

export const hashOf = (given: Given): string =>
  `#${new URLSearchParams(Object.entries(given).map(([name, value]) => [keyOf(name as FieldName), value]))}`;

const objectiveNames = new RegExp(`\\b(${objectives.join("|")})\\b`, "g");

/** A message of the command in the words of the page: fields in place of options, and no further command. */
export const pageText = (text: string): string =>
  text
    .replace(/; list the known ones with: .*|[;,]? ?see loadline [a-z -]+|; --emit writes it/g, "")
    .replace(objectiveNames, (name) => optionOf[name as keyof typeof optionOf])
    .replace(/--([a-z][a-z-]*)/g, (flag, key: string) => {
      const name = byKey.get(key);
      return name === undefined ? flag : labelOf(name);
    });

/** The field that a message of the command names; null: none. */
export const fieldNamedIn = (message: string): FieldName | null => {
  const key = /--([a-z][a-z-]*)/.exec(message)?.[1];
  return key === undefined ? null : (byKey.get(key) ?? null);
};

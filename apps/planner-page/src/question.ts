import { gpuNamed, LoadlineError, type OwnPrice, readOwnModel } from "@loadline/model";
import { typedLengths, withStated } from "@loadline/planner/lengths";
import { isCodedError, messages, UserError } from "@loadline/planner/messages";
import { optionTable } from "@loadline/planner/option-table";
import { flagOf, type OptionName } from "@loadline/planner/options";
import { noEntries, type OwnEntries } from "@loadline/planner/own-entries";
import { noObservations, type OwnObservations } from "@loadline/planner/own-observations";
import { planOptions, type SizeQuestion, sizeQuestion } from "@loadline/planner/question";

/** What was typed, by option; the text after # in the address has the same under the names of the command's options. */
export type Given = Readonly<Partial<Record<OptionName, string>>>;

/** A first answer to look at: what most people ask first. */
export const firstQuestion: Given = {
  model: "llama-3.1-70b",
  requestsPerSecond: "50",
  inputTokens: "1024",
  outputTokens: "256",
  ttft: "1s",
  tpot: "50ms",
};

const names = planOptions.stated.map(({ name }) => name);
const byKey = new Map(names.map((name) => [flagOf(name).slice(2), name]));

/** A question from the address; keys that are no option are left out. */
export const givenFrom = (hash: string): Given =>
  Object.fromEntries(
    [...new URLSearchParams(hash.replace(/^#/, ""))].flatMap(([key, value]) => {
      const name = byKey.get(key);
      return name === undefined || value === "" ? [] : [[name, value]];
    }),
  );

export const hashOf = (given: Given): string =>
  `#${new URLSearchParams(Object.entries(given).map(([name, value]) => [flagOf(name as OptionName).slice(2), value]))}`;

const word = (text: string): string => (/^[\w.,:/%=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command that answers the same; prices and a model of one's own are files there. */
export const commandOf = (given: Given): string =>
  [
    "loadline plan",
    ...stated(given).map(([name, value]) => `${flagOf(name)}${isSwitch(name) ? "" : ` ${word(value)}`}`),
  ]
    .join(" ")
    .trimEnd();

const files: Partial<Record<OptionName, string>> = { prices: "prices.yaml", modelFile: "config.json" };
const isSwitch = (name: OptionName): boolean => optionTable[name].value === null;
const stated = (given: Given): readonly (readonly [OptionName, string])[] =>
  (Object.entries(given) as [OptionName, string][]).map(([name, value]) => [name, files[name] ?? value]);

/** "h100 2.10, mi300x 1.5" as prices per GPU and hour. @throws UserError, LL_UNKNOWN_GPU */
export const pricesFrom = (text = ""): readonly OwnPrice[] =>
  text
    .split(",")
    .filter((part) => part.trim() !== "")
    .flatMap((part) => {
      const [, name = "", usd = ""] = /^\s*(\S.*?)[\s=:]+\$?(\d*\.?\d+)\s*$/.exec(part) ?? [];
      if (name === "")
        throw new UserError(messages.invalid("--prices", part, "a GPU and $ per hour, such as h100 2.10"));
      const gpu = gpuNamed(name, []);
      return (["on-demand", "reserved", "spot"] as const).map((purchaseClass) => ({
        gpu,
        purchaseClass,
        usdPerGpuHour: Number(usd),
      }));
    });

const entriesOf = ({ modelFile }: Given, today: string): OwnEntries => {
  if (modelFile === undefined) return noEntries;
  return { ...noEntries, models: [readOwnModel(JSON.parse(modelFile), { what: "config.json", accessed: today })] };
};

export interface Asked {
  readonly question: SizeQuestion;
  readonly ownPrices: readonly OwnPrice[];
}

/** The question as `loadline plan` takes it. @throws UserError, LoadlineError */
export const askedOf = (given: Given, today: string, observations: OwnObservations = noObservations): Asked => {
  const { prices, modelFile, gpu, ...rest } = given;
  const typed: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, isSwitch(name as OptionName) ? true : value]),
  );
  const options = planOptions.read(gpu === undefined ? typed : { ...typed, gpu: [gpu] });
  const lengths = options.lengths === undefined ? null : typedLengths(options.lengths);
  if (options.lengths !== undefined && lengths === null)
    throw new UserError(
      messages.invalid("--lengths", options.lengths, "mean/p95 of prompts and answers, such as 900/3000,200/600"),
    );
  const question = sizeQuestion(
    lengths === null ? options : withStated(options, lengths),
    entriesOf(given, today),
    observations,
  );
  return { question: { ...question, today }, ownPrices: pricesFrom(prices) };
};

const fieldsOfCodes: Readonly<Record<string, OptionName>> = {
  LL_UNKNOWN_MODEL: "model",
  LL_UNKNOWN_GPU: "gpu",
  LL_UNKNOWN_PRECISION: "weights",
  LL_UNKNOWN_ENGINE: "engine",
  LL_MODEL_CONFIG_UNSUPPORTED: "modelFile",
};

export interface Fault {
  readonly code: string;
  readonly message: string;
}

export const faultOf = (error: unknown): Fault =>
  isCodedError(error) || error instanceof LoadlineError
    ? { code: error.code, message: error.message }
    : { code: "LL_INPUT_INVALID", message: error instanceof Error ? error.message : String(error) };

/** The field that a message is about; null: the whole question. */
export const fieldOf = ({ code, message }: Fault): OptionName | null => {
  const flag = /--([a-z-]+)/.exec(message)?.[1];
  return fieldsOfCodes[code] ?? (flag === undefined ? null : (byKey.get(flag) ?? null));
};

/** What each field expects where its text is none, in the words of the command. */
export const faultsOfFields = (given: Given): Partial<Record<OptionName, string>> =>
  Object.fromEntries(
    (Object.entries(given) as [OptionName, string][]).flatMap(([name, value]) => {
      if (isSwitch(name) || name === "modelFile" || name === "prices") return [];
      const result = optionTable[name].schema.safeParse(name === "gpu" ? [value] : value);
      return result.success ? [] : [[name, `expected ${result.error.issues[0]?.message}`]];
    }),
  );

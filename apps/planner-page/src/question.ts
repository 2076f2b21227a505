import { gpuNamed, LoadlineError, modelNamed, nearestNames, type OwnPrice, readOwnModel } from "@loadline/model";
import { demandOfDay } from "@loadline/planner/day-of-load";
import { typedLengths, withStated } from "@loadline/planner/lengths";
import { isCodedError, messages, UserError } from "@loadline/planner/messages";
import { optionTable } from "@loadline/planner/option-table";
import type { OptionName } from "@loadline/planner/options";
import { noEntries, type OwnEntries } from "@loadline/planner/own-entries";
import { noObservations, type OwnObservations } from "@loadline/planner/own-observations";
import { type Inventory, parseInventory, parsePrices } from "@loadline/planner/plan-files";
import { planOptions, reservePolicyOf, type SizeQuestion, sizeQuestion } from "@loadline/planner/question";
import { type FieldName, fieldNamedIn, fields, type Given, keyOf, labelOf, pageText } from "./fields.ts";

/** A first answer to look at: what most people ask first. */
export const firstQuestion: Given = {
  model: "llama-3.1-70b",
  requestsPerSecond: "50",
  inputTokens: "1024",
  outputTokens: "256",
  ttft: "1s",
  tpot: "50ms",
};

/** A fault with the field that it is in; null: the question as a whole. */
export interface Fault {
  readonly field: FieldName | null;
  readonly message: string;
}

class FieldError extends UserError {
  readonly field: FieldName;

  constructor(field: FieldName, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), undefined, { cause });
    this.field = field;
  }
}

/** Reads what only this field has. @throws FieldError for what `read` throws */
export const inField = <T>(field: FieldName, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new FieldError(field, error);
  }
};

const isSwitch = (name: FieldName): boolean => name in optionTable && optionTable[name as OptionName].value === null;

const word = (text: string): string => (/^[\w.,:/%=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const files: Partial<Record<FieldName, string>> = {
  prices: "prices.json",
  modelFile: "config.json",
  inventory: "inventory.json",
};

/** The command that answers the same, and the files that it reads. */
export const commandOf = (given: Given, { ownPrices, inventory }: Asked): string => {
  const written = {
    "prices.json": ownPrices.length === 0 ? null : { prices: ownPrices.map((one) => ({ ...one, gpu: gpuIdOf(one) })) },
    "inventory.json": inventory,
  };
  const stated = (Object.entries(given) as [FieldName, string][]).filter(([name]) => name in optionTable);
  const options = stated.map(
    ([name, value]) => `--${keyOf(name)}${isSwitch(name) ? "" : ` ${word(files[name] ?? value)}`}`,
  );
  const heads = Object.entries(written).flatMap(([file, content]) =>
    content === null ? [] : [`echo ${word(JSON.stringify(content))} > ${file}`],
  );
  return [...heads, ["loadline plan", ...options].join(" ")].join("\n");
};

const gpuIdOf = ({ gpu }: OwnPrice): string => (typeof gpu === "string" ? gpu : gpu.id);

const isFile = (text: string): boolean => text.startsWith("{");
const entriesOfList = (text: string): readonly string[] => text.split(",").filter((part) => part.trim() !== "");

/** "h100 2.10, mi300x 1.5" as prices per GPU and hour, or the text of a file of them. @throws UserError, LL_UNKNOWN_GPU */
const pricesFrom = (text: string): readonly OwnPrice[] => {
  if (isFile(text)) return parsePrices(text);
  return entriesOfList(text).flatMap((part) => {
    const [, name = "", usd = ""] = /^\s*(\S.*?)[\s=:]+\$?(\d*\.?\d+)\s*$/.exec(part) ?? [];
    if (name === "") throw new UserError(messages.invalid("Prices", part, "a GPU and $ per hour, such as h100 2.10"));
    const gpu = gpuNamed(name, []);
    return (["on-demand", "reserved", "spot"] as const).map((purchaseClass) => ({
      gpu,
      purchaseClass,
      usdPerGpuHour: Number(usd),
    }));
  });
};

const poolPattern = /^\s*(\S.*?)[\s=:x×]+(\d+)(?:\s*(?:at|@)\s*\$?(\d*\.?\d+))?\s*$/;

/** "h100 4, a100-80gb 10 at 1.20" as nodes of one's own, or the text of a file of them. @throws UserError, LL_UNKNOWN_GPU */
const inventoryFrom = (text: string): Inventory => {
  if (isFile(text)) return parseInventory(text);
  const pools = entriesOfList(text).map((part) => {
    const [, name = "", nodes = "", usd] = poolPattern.exec(part) ?? [];
    if (name === "")
      throw new UserError(messages.invalid("GPUs you have", part, "a GPU and its nodes, such as h100 4"));
    return { gpu: gpuNamed(name, []).id, nodes: Number(nodes), ...(usd && { usdPerGpuHour: Number(usd) }) };
  });
  return parseInventory(JSON.stringify({ pools }));
};

const entriesOf = ({ modelFile }: Given, today: string): OwnEntries => {
  if (modelFile === undefined) return noEntries;
  return { ...noEntries, models: [readOwnModel(JSON.parse(modelFile), { what: "config.json", accessed: today })] };
};

export interface Asked {
  readonly question: SizeQuestion;
  readonly ownPrices: readonly OwnPrice[];
  readonly inventory: Inventory | null;
  /** $/h; null: none is stated. */
  readonly budget: number | null;
  /** Shares of the highest load over a day; undefined: a wave. */
  readonly day: string | undefined;
}

const budgetFrom = (text: string): number => {
  const usd = Number(text.replace(/^\$|\/h$/g, ""));
  if (usd > 0 && Number.isFinite(usd)) return usd;
  throw new UserError(messages.invalid("Budget", text, "$ per hour above 0, such as 60"));
};

/** The question as `loadline plan` takes it. @throws UserError, LoadlineError */
export const askedOf = (given: Given, today: string, observations: OwnObservations = noObservations): Asked => {
  const { prices, modelFile, gpu, inventory, budget, day, ...rest } = given;
  const typed: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, isSwitch(name as FieldName) ? true : value]),
  );
  const options = planOptions.read(gpu === undefined ? typed : { ...typed, gpu: [gpu] });
  const lengths = options.lengths === undefined ? null : typedLengths(options.lengths);
  if (options.lengths !== undefined && lengths === null)
    throw new UserError(
      messages.invalid("--lengths", options.lengths, "mean/p95 of prompts and answers, such as 900/3000,200/600"),
    );
  const question = sizeQuestion(
    lengths === null ? options : withStated(options, lengths),
    inField("modelFile", () => entriesOf(given, today)),
    observations,
  );
  const most = budget === undefined ? null : inField("budget", () => budgetFrom(budget));
  const own = inventory === undefined ? null : inField("inventory", () => inventoryFrom(inventory));
  if (day !== undefined) inField("day", () => demandOfDay(1, day));
  return {
    question: { ...question, today },
    ownPrices: prices === undefined ? [] : inField("prices", () => pricesFrom(prices)),
    inventory: own === null || most === null ? own : { ...own, budgetUsdPerHour: most },
    budget: most,
    day,
  };
};

const fieldsOfCodes: Readonly<Record<string, FieldName>> = {
  LL_UNKNOWN_MODEL: "model",
  LL_UNKNOWN_GPU: "gpu",
  LL_UNKNOWN_PRECISION: "weights",
  LL_UNKNOWN_ENGINE: "engine",
  LL_MODEL_CONFIG_UNSUPPORTED: "modelFile",
};

/** What is wrong, in the words of the page, and where. */
export const faultOf = (error: unknown): Fault => {
  if (!(error instanceof Error)) return { field: null, message: String(error) };
  const { message } = error;
  const code = isCodedError(error) || error instanceof LoadlineError ? error.code : "";
  const field = error instanceof FieldError ? error.field : (fieldsOfCodes[code] ?? fieldNamedIn(message));
  return { field, message: pageText(message) };
};

/** What fields are read by beside the schema of their option. */
const readers: Partial<Record<FieldName, (text: string) => unknown>> = {
  model: (text) => modelNamed(text, []),
  gpu: (text) => text.split(",").map((name) => gpuNamed(name.trim(), [])),
  reserve: reservePolicyOf,
  prices: pricesFrom,
  inventory: inventoryFrom,
  budget: budgetFrom,
  day: (text) => demandOfDay(1, text),
};
const ofPageAlone: readonly FieldName[] = ["modelFile", "prices", "inventory", "budget", "day"];

const faultOfField = (name: FieldName, value: string): string | null => {
  if (!ofPageAlone.includes(name)) {
    const result = optionTable[name as OptionName].schema.safeParse(name === "gpu" ? [value] : value);
    const choices = (fields[name]?.choices ?? []).map((id) => ({ key: id, id }));
    const [nearest] = result.success ? [] : nearestNames(value, choices, 1);
    const expected = `${result.error?.issues[0]?.message}${nearest === undefined ? "" : `; nearest: ${nearest}`}`;
    if (!result.success) return messages.invalid(labelOf(name), value, expected);
  }
  try {
    readers[name]?.(value);
    return null;
  } catch (error) {
    return faultOf(error).message;
  }
};

/** What each field expects where its text is none. */
export const faultsOfFields = (given: Given): Partial<Record<FieldName, string>> =>
  Object.fromEntries(
    (Object.entries(given) as [FieldName, string][]).flatMap(([name, value]) => {
      const fault = isSwitch(name) ? null : faultOfField(name, value);
      return fault === null ? [] : [[name, fault]];
    }),
  );

import { isRecord, reasonOf } from "@loadline/model";
import type { TraceFields } from "@loadline/planner/trace-fields";
import { formatOf } from "@loadline/planner/trace-format";
import { parse } from "yaml";
import type { Given } from "./fields.ts";

/** What a file changes of the question, or a whole plan or trace to be read. */
export type ReadFile =
  | { readonly kind: "field"; readonly field: "modelFile" | "prices" | "inventory"; readonly text: string }
  | { readonly kind: "plan" | "trace"; readonly text: string }
  | { readonly kind: "fault"; readonly message: string };

const isGzip = async (file: File): Promise<boolean> => {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
};

const textOf = async (file: File): Promise<string> =>
  (await isGzip(file)) ? new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).text() : file.text();

const traceNames = /\.(csv|tsv|jsonl|txt)(\.gz)?$/i;
const most = "give a config.json, a trace, prices, an inventory or a plan file";

const readObject = (name: string, text: string): ReadFile => {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    return { kind: "fault", message: `${name} is neither YAML nor JSON: ${reasonOf(error)}; ${most}` };
  }
  if (!isRecord(value)) return { kind: "fault", message: `${name} has no keys; ${most}` };
  if ("deployments" in value) return { kind: "plan", text };
  if ("prices" in value) return { kind: "field", field: "prices", text: JSON.stringify(value) };
  if ("pools" in value) return { kind: "field", field: "inventory", text: JSON.stringify(value) };
  const own = name === "config.json" ? "your-model" : name.replace(/\.json$/, "");
  const model = "config" in value || "model" in value || "kind" in value ? value : { name: own, config: value };
  return { kind: "field", field: "modelFile", text: JSON.stringify(model) };
};

/** A file that was dropped, by what is in it. */
export const readFile = async (file: File): Promise<ReadFile> => {
  try {
    const text = await textOf(file);
    return traceNames.test(file.name) || formatOf(text) !== null
      ? { kind: "trace", text }
      : readObject(file.name, text);
  } catch (error) {
    return { kind: "fault", message: `${file.name} cannot be read: ${reasonOf(error)}` };
  }
};

/** The question with what a trace has: its highest load, its lengths and its course over a day. */
export const withTrace = (given: Given, { requestsPerSecond, lengths, day }: TraceFields): Given => {
  const { inputTokens, outputTokens, lengths: before, day: _, ...rest } = given;
  const stated = lengths === null ? { inputTokens, outputTokens, lengths: before } : { lengths };
  const asked = { ...rest, ...stated, requestsPerSecond, ...(day === null ? {} : { day }) };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
};

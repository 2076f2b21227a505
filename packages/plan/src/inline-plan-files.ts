import { basename, dirname, resolve } from "node:path";
import { isRecord, LoadlineError, reasonOf } from "@loadline/model";
import { messageBounds } from "@loadline/protocol";
import { parseYaml, readText, type YamlBounds } from "@loadline/runtime/settings";
import { stringify } from "yaml";
import { checkPlan } from "./check-plan.ts";
import type { Plan } from "./plan.ts";

// As many deployments as a list may have, with a hundred values each; a usual one has forty.
const planBounds: YamlBounds = { bytes: messageBounds.bytes, values: 100_000 };

const withFile = (entry: unknown, planPath: string): unknown => {
  if (!isRecord(entry) || typeof entry["file"] !== "string") return entry;
  const { file, ...rest } = entry;
  const path = resolve(dirname(planPath), file as string);
  const content = parseYaml(readText(path));
  if (!isRecord(content)) return { ...rest, config: content };
  const name = basename(path).replace(/\.(json|ya?ml)$/i, "");
  // A config.json states no name of its own.
  if ("model_type" in content || "architectures" in content)
    return { name: name === "config" ? basename(dirname(path)) : name, ...rest, config: content };
  return { ...("name" in content || "model" in content ? {} : { name }), ...content, ...rest };
};

/** The entries of a list, or those of the file that holds it, and the file that their own files lie beside; null: no list. */
const listIn = (value: unknown, planPath: string) => {
  if (Array.isArray(value)) return { entries: value, path: planPath };
  if (!isRecord(value) || typeof value["file"] !== "string") return null;
  const path = resolve(dirname(planPath), value["file"]);
  const content = parseYaml(readText(path));
  return Array.isArray(content) ? { entries: content, path } : null;
};

/**
 * The text of a plan file with the files that its `models`, `devices` and `registry` name in place of their names; the same text
 * where it names none. Text that is no plan stays as it is: whoever checks it reports that.
 * @param planPath paths in the plan are relative to its folder
 * @throws LL_FILE_UNREADABLE
 */
export const inlinePlanFiles = (text: string, planPath: string): string => {
  if (!/\bfile\b/.test(text)) return text;
  let plan: unknown;
  try {
    plan = parseYaml(text, planBounds);
  } catch {
    return text;
  }
  if (!isRecord(plan)) return text;
  const lists = ["models", "devices", "registry"].flatMap((key) => {
    const list = listIn(plan[key], planPath);
    return list === null ? [] : [[key, list.entries.map((one) => withFile(one, list.path))] as const];
  });
  if (lists.length === 0) return text;
  return stringify({ ...plan, ...Object.fromEntries(lists) });
};

/** A plan in which every name is known and every replica can be described. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan => {
  let value: unknown;
  try {
    value = parseYaml(text, planBounds);
  } catch (cause) {
    const detail = `neither YAML nor JSON: ${reasonOf(cause)}`;
    throw new LoadlineError("LL_PLAN_INVALID", { path: "the top", detail }, { cause });
  }
  return checkPlan(value);
};

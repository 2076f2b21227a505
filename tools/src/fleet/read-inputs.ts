import { access, constants, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { isLoadlineError, LoadlineError, reasonOf } from "@loadline/core";
import { parseAzureTrace, type Trace } from "@loadline/simulation";
import { type Plan, parsePlan } from "@loadline/wire";
import { parse as parseYaml, YAMLParseError } from "yaml";
import type { FleetArguments } from "./options.ts";
import type { Traffic } from "./traffic/day-profile.ts";
import { dayTraffic } from "./traffic/day-traffic.ts";
import { traceTraffic } from "./traffic/trace-traffic.ts";

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: reasonOf(cause) }, { cause });
  }
};

/** A plan in YAML. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan => {
  try {
    return parsePlan(parseYaml(text));
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    const line = cause.linePos?.[0].line ?? 1;
    const detail = cause.message.split(/ at line |\n/)[0] ?? "not YAML";
    throw new LoadlineError("LL_PLAN_INVALID", { path: `line ${line}`, detail }, { cause });
  }
};

/** @throws LL_FILE_UNREADABLE, LL_PLAN_INVALID */
export const readPlan = async (path: string): Promise<Plan> => parsePlanText(await readText(path));

/** The parser knows no file names; an empty trace is named by its path. */
const parseTrace = (text: string, path: string): Trace => {
  try {
    return parseAzureTrace(text);
  } catch (cause) {
    if (!isLoadlineError(cause) || cause.code !== "LL_TRACE_EMPTY") throw cause;
    throw new LoadlineError("LL_TRACE_EMPTY", { source: path }, { cause });
  }
};

const isWritableFolder = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.W_OK);
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/** @throws LL_INPUT_INVALID when the fleet cannot write into the folder */
export const requireFolder = async (path: string): Promise<void> => {
  if (await isWritableFolder(path)) return;
  const expected = "the path of an existing folder that can be written";
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--dir", value: path, expected });
};

/** @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY */
export const readTraffic = async (plan: Plan, options: FleetArguments): Promise<Traffic> => {
  const { seed, speedUp, loadFactor, source } = options;
  if (source.kind === "day") return dayTraffic(plan.deployments, { seed, speedUp, loadFactor });
  const trace = parseTrace(await readText(source.path), source.path);
  return traceTraffic(plan.deployments, trace, { seed, speedUp, loadFactor, name: basename(source.path) });
};

import { stat } from "node:fs/promises";
import { isRecord, reasonOf } from "@loadline/model";
import type { EngineTarget } from "../../../engine-report/engine-report.ts";
import { readBounded } from "../../../source/read-bounded.ts";

export type ParsedEnginesFile =
  | { readonly kind: "ok"; readonly targets: readonly EngineTarget[] }
  | { readonly kind: "rejected"; readonly detail: string };

/** Host, port and path of an endpoint without its `/metrics`. */
export const engineIdOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/metrics$/, "").replace(/\/$/, "");
};

/** Items between commas, semicolons or blanks; null without a text. */
export const listOf = (text: string | undefined) => text?.split(/[,;\s]+/).filter(Boolean) ?? null;

const targetOf = (address: string, labels: Readonly<Record<string, string>>): EngineTarget => {
  const path = labels["__metrics_path__"] ?? "/metrics";
  const url = new URL(`${labels["__scheme__"] ?? "http"}://${address}${path.startsWith("/") ? "" : "/"}${path}`).href;
  const { namespace, pod, draining } = labels;
  return {
    id: labels["__engine_id__"] ?? engineIdOf(url),
    url,
    deployment: labels["deployment"] ?? null,
    engine: labels["engine"] ?? null,
    gpus: listOf(labels["gpus"]),
    draining: draining === "true" ? true : draining === "false" ? false : null,
    ...(labels["__token_file__"] === undefined ? {} : { tokenFile: labels["__token_file__"] }),
    ...(namespace === undefined || pod === undefined ? {} : { pod: `${namespace}/${pod}` }),
  };
};

const isText = (value: unknown): value is string => typeof value === "string";

/** Targets of one group, which share labels. Validated without zod, which would stay in the memory of every agent. */
const targetsOf = (value: unknown, place: number): readonly EngineTarget[] => {
  const { targets, labels = {} } = isRecord(value) ? value : {};
  if (!Array.isArray(targets) || !targets.every((target) => isText(target) && target !== ""))
    throw new RangeError(`${place}.targets: expected a list of addresses`);
  if (!isRecord(labels) || !Object.values(labels).every(isText))
    throw new RangeError(`${place}.labels: expected strings by name`);
  return targets.map((address) => targetOf(address, labels as Readonly<Record<string, string>>));
};

/** Reads the text of an engines file, in the format of Prometheus file_sd. Never throws. */
export const parseEnginesFile = (text: string): ParsedEnginesFile => {
  try {
    const groups: unknown = JSON.parse(text);
    if (!Array.isArray(groups)) return { kind: "rejected", detail: "file: expected a list of groups" };
    return { kind: "ok", targets: groups.flatMap(targetsOf) };
  } catch (error) {
    return { kind: "rejected", detail: reasonOf(error) };
  }
};

interface EnginesFileState {
  readonly targets: readonly EngineTarget[];
  /** A list was read, now or before. */
  readonly isRead: boolean;
  /** Why the targets are those of an earlier version of the file; null when they are not. */
  readonly problem: string | null;
}

/** Some ten times the pods of a full node. */
const mostBytes = 16 * 2 ** 20;

/** Follows an engines file: reads it again when it was modified; the last valid list stays in force. */
export const followEnginesFile = (
  path: string,
  parse: (text: string) => ParsedEnginesFile | Promise<ParsedEnginesFile> = parseEnginesFile,
): (() => Promise<EnginesFileState>) => {
  let seen = "";
  let state: EnginesFileState = { targets: [], isRead: false, problem: null };
  return async () => {
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const mark = `${mtimeMs}/${size}/${ino}`;
      if (mark === seen) return state;
      const parsed = await parse(await readBounded(path, mostBytes));
      seen = mark;
      state =
        parsed.kind === "ok"
          ? { targets: parsed.targets, isRead: true, problem: null }
          : { ...state, problem: `${path} is not valid, ${parsed.detail}; the last valid list stays in force` };
    } catch (error) {
      seen = "";
      const detail = reasonOf(error);
      state = { ...state, problem: `cannot read ${path}: ${detail}; the last valid list stays in force` };
    }
    return state;
  };
};

import { readFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import { pino } from "pino";
import type { RecommenderConfig } from "../config.ts";
import { PlanFile } from "../input/plan-file.ts";
import { parseRecording } from "./parse-recording.ts";
import { replay } from "./replay.ts";

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};

const stderr = 2;

/**
 * Replays a recording against the plan file: events as JSON Lines on stdout, the comparison with what ran on stderr.
 * @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY, LL_PLAN_INVALID
 */
export const replayFile = async (path: string, config: RecommenderConfig): Promise<void> => {
  const plan = await PlanFile.open(config.plan, pino({ level: "silent" }));
  const messages = parseRecording(await readText(path), path);
  const summary = await replay(messages, {
    config,
    plan,
    hear: async (event) => {
      if (event.data.decision.heartbeat) return;
      if (!process.stdout.write(`${JSON.stringify(event)}\n`)) {
        await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
    },
  });
  pino({}, pino.destination({ dest: stderr, sync: true })).info(summary, "replayed");
};

import { readText } from "@loadline/wire/settings";
import { pino } from "pino";
import type { RecommenderConfig } from "../config.ts";
import { openPlanFile } from "../input/plan-source.ts";
import { parseRecording } from "./parse-recording.ts";
import { replay } from "./replay.ts";

const stderr = 2;

/**
 * Replays a recording against the plan file: events as JSON Lines on stdout, the comparison with what ran on stderr.
 * @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY, LL_PLAN_INVALID
 */
export const replayFile = async (path: string, config: RecommenderConfig): Promise<void> => {
  const plan = await openPlanFile(config.plan, pino({ level: "silent" }));
  const messages = parseRecording(readText(path), path);
  const summary = await replay(messages, {
    config,
    plan,
    onEvent: async (event) => {
      if (event.data.decision.heartbeat) return;
      if (!process.stdout.write(`${JSON.stringify(event)}\n`)) {
        await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
    },
  });
  pino({}, pino.destination({ dest: stderr, sync: true })).info(summary, "replayed");
};

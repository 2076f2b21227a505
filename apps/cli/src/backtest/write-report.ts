import { writeFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import type { CliContext } from "../command.ts";
import { userPath } from "../user-path.ts";
import { renderReport } from "./render-report.ts";
import { type Backtest, podAutoscalerFrontier } from "./run-backtest.ts";

const faultOf = (place: string, cause: unknown): LoadlineError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const detail = { what: "--html", value: place, expected: `a file that can be written (${reason})` };
  return new LoadlineError("LL_INPUT_INVALID", detail, { cause });
};

/** Writes the HTML report and says where. @throws LL_INPUT_INVALID when the place cannot be written */
export const writeReport = async (
  path: string,
  { backtest, notices }: { readonly backtest: Backtest; readonly notices: readonly string[] },
  context: CliContext,
): Promise<void> => {
  const place = userPath(path, context);
  try {
    await writeFile(place, renderReport(backtest, podAutoscalerFrontier(backtest), notices));
  } catch (cause) {
    throw faultOf(place, cause);
  }
  await context.stderr.write(`report written to ${place}\n`);
};

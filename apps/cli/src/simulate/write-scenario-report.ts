import { writeFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import type { CliContext } from "../command.ts";
import { userPath } from "../user-path.ts";
import { renderScenarioReport } from "./render-scenario-report.ts";
import type { ScenarioResult } from "./run-scenario.ts";

/** Writes the HTML report and says where. @throws LL_INPUT_INVALID when the place cannot be written */
export const writeScenarioReport = async (
  path: string,
  { result, notices }: { readonly result: ScenarioResult; readonly notices: readonly string[] },
  context: CliContext,
): Promise<void> => {
  const place = userPath(path, context);
  try {
    await writeFile(place, renderScenarioReport(result, notices));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const expected = `a file that can be written (${reason})`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--html", value: place, expected }, { cause });
  }
  await context.stderr.write(`report written to ${place}\n`);
};

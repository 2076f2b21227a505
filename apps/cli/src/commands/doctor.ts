import type { CliCommand } from "../command.ts";
import { renderChecks } from "../doctor/checks.ts";
import { examine } from "../doctor/examine.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "freshSeconds", "json"], { freshSeconds: "30" });

const run: CliCommand["run"] = async (context, given) => {
  const { freshSeconds, json, ...connection } = options.read(given.options);
  const checks = await examine(context, connection, freshSeconds);
  await writeAnswer(context.stdout, json, checks, (view) => renderChecks(checks, view));
  return checks.some(({ state }) => state === "failed") ? 1 : 0;
};

export const doctor: CliCommand = {
  options,
  examples: [
    { line: "loadline doctor", does: "Check the running demo; exit code 1 when a check fails." },
    {
      line: "loadline doctor --server nats://broker:4222 --fresh-seconds 60 --json",
      does: "The same elsewhere, as JSON.",
    },
  ],
  run,
};

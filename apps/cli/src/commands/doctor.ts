import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import type { CliCommand } from "../command.ts";
import { renderChecks } from "../doctor/render-checks.ts";
import { parseOptions, positiveOption, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

const freshSecondsByDefault = 30;

const doctorOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  freshSeconds: positiveOption.default(freshSecondsByDefault),
  json: switchOption,
});

const run: CliCommand["run"] = async (context, given) => {
  const options = parseOptions(doctorOptionsSchema, given.options);
  const { examine } = await loadClients();
  const checks = await examine(context, { options, freshSeconds: options.freshSeconds });
  const { stdout } = context;
  await stdout.write(options.json ? `${JSON.stringify(checks, null, 2)}\n` : renderChecks(checks, viewOf(stdout)));
  return checks.some(({ state }) => state === "failed") ? 1 : 0;
};

export const doctor: CliCommand = {
  name: "doctor",
  summary: "Check that everything is reachable, present and fresh, and say what to do where it is not.",
  examples: [
    { line: "loadline doctor", does: "Check the running demo; exit code 1 when a check fails." },
    {
      line: "loadline doctor --server nats://broker:4222 --fresh-seconds 60 --json",
      does: "The same elsewhere, as JSON.",
    },
  ],
  declare: (command) =>
    declareConnection(command)
      .option("--fresh-seconds <x>", `a node silent for longer is stale; default: ${freshSecondsByDefault}`)
      .option("--json", "print the checks as JSON"),
  run,
};

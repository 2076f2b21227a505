import { z } from "zod";
import type { CliCommand } from "../command.ts";
import { parseOptions, switchOption } from "../options.ts";
import { parsePlanText } from "../plan/parse-plan-text.ts";
import { renderPlan } from "../plan/render-plan.ts";
import { sizePlan } from "../plan/size-plan.ts";
import { readTextFile } from "../read-text-file.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

const planOptionsSchema = z.strictObject({ json: switchOption });

const run: CliCommand["run"] = async (context, { arguments: [file = ""], options }) => {
  const { json } = parseOptions(planOptionsSchema, options);
  const { stdout } = context;
  const size = sizePlan(parsePlanText(await readTextFile(userPath(file, context))));
  await stdout.write(json ? `${JSON.stringify(size, null, 2)}\n` : renderPlan(size, viewOf(stdout)));
  return size.enough ? 0 : 1;
};

export const plan: CliCommand = {
  name: "plan",
  summary: "Size a plan: replicas, GPUs, nodes and cost that its expected load takes, and whether it is enough.",
  examples: [
    {
      line: "loadline plan deploy/demo/plan.yaml",
      does: "Size the plan of the demo; exit code 1 when it is too small.",
    },
    { line: "loadline plan plan.yaml --json", does: "The same as JSON." },
  ],
  declare: (command) => command.argument("<file>", "plan in YAML or JSON").option("--json", "print the sizes as JSON"),
  run,
};

import type { CliCommand } from "../command.ts";
import { writeText } from "../files.ts";
import { type InitialPlan, planOfFleet, skippedText } from "../init/plan-of-fleet.ts";
import { planText } from "../init/plan-text.ts";
import { messages, UserError } from "../messages.ts";
import { optionSet } from "../options.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { observeFleet } from "../prometheus/observed-fleet.ts";

const options = optionSet(
  ["fromPrometheus", "cluster", "ttft", "itl", "model", "gpu", "tensor", "write", "json"],
  { cluster: "default", ttft: "2s", itl: "100ms" },
  {
    cluster: "name of the cluster in the plan",
    model: "catalogue model of what is served under a name that the catalogue lacks",
    gpu: "GPU of the engines, where no dcgm-exporter series names it",
    tensor: "GPUs of one replica, where no series names them",
    write: "write the plan as a new file; default: print it",
  },
);

const run: CliCommand["run"] = async (context, { options: given }) => {
  const asked = options.read(given);
  const { fromPrometheus: url } = asked;
  if (url === undefined) throw new UserError(messages.missing("--from-prometheus", "the address of a Prometheus"));
  const token = context.env["LOADLINE_PROMETHEUS_TOKEN"];
  const fleet = await observeFleet(connectPrometheus({ url, token, signal: context.signal }));
  const initial: InitialPlan = planOfFleet(fleet, { ...asked, gpu: asked.gpu?.[0] });
  for (const skipped of initial.skipped) await context.stderr.write(`${skippedText(skipped)}\n`);
  if (initial.plan === null) {
    await context.stderr.write(
      fleet.deployments.length === 0
        ? `no engine's series at ${fleet.source}: scrape the /metrics of vLLM, SGLang, TGI or Triton\n`
        : "nothing is left to plan\n",
    );
    return 1;
  }
  const title = `What runs, as the series at ${fleet.source} show it. Check each remark.`;
  const text = asked.json
    ? `${JSON.stringify(initial.plan, null, 2)}\n`
    : planText(initial.plan, initial.remarks, title);
  if (asked.write === undefined) await context.stdout.write(text);
  else await writeText("--write", asked.write, { text, isNew: true }, context);
  return 0;
};

export const init: CliCommand = {
  options,
  examples: [
    {
      line: "loadline init --from-prometheus http://prometheus:9090 --write plan.yaml",
      does: "A commented plan of the engines and GPUs that Prometheus scrapes.",
    },
  ],
  run,
};

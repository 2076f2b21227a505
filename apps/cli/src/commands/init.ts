import { messages, UserError } from "@loadline/planner/messages";
import { connectionOptions, optionSet } from "@loadline/planner/options";
import { withConnection } from "../broker/connection.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { writeText } from "../files.ts";
import { planText } from "../import/plan-text.ts";
import { observeKubernetes } from "../init/kubernetes-fleet.ts";
import { planOfFleet, skippedText } from "../init/plan-of-fleet.ts";
import { observeTelemetry } from "../init/telemetry-fleet.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { type ObservedFleet, observeFleet } from "../prometheus/observed-fleet.ts";

const options = optionSet(
  [
    "from",
    "fromPrometheus",
    "pods",
    "cluster",
    "ttft",
    "tpot",
    "itl",
    "model",
    "gpu",
    "tensor",
    "write",
    "json",
    ...connectionOptions,
  ],
  { cluster: "default", ttft: "2s", tpot: "100ms" },
  {
    cluster: "name of the cluster in the plan, and whose telemetry is read",
    model: "catalogue model of what is served under a name that the catalogue lacks",
    gpu: "GPU of the engines, where no dcgm-exporter series names it",
    tensor: "GPUs of one replica, where no series names them",
    write: "write the plan as a new file; default: print it",
  },
);

type Asked = ReturnType<typeof options.read>;

const sourceOf = ({ from, fromPrometheus, pods }: Asked) =>
  from ?? (fromPrometheus !== undefined ? "prometheus" : pods !== undefined ? "kubernetes" : null) ?? "none";

const noEngineFix = {
  prometheus: "scrape the /metrics of vLLM, SGLang, TGI or Triton",
  kubernetes: "loadline-agent --pods-file FILE --list-engines names the pods and why they are left out",
  telemetry: "start loadline-agent with --engine or --pod-source, and give --cluster",
  none: "",
} as const;

const fleetOf = async (asked: Asked, context: CliContext): Promise<ObservedFleet> => {
  const { fromPrometheus: url, pods, cluster } = asked;
  switch (sourceOf(asked)) {
    case "kubernetes":
      return observeKubernetes(pods, context);
    case "telemetry":
      return withConnection(context, asked, ({ connection, server }) =>
        observeTelemetry(connection, { cluster, source: `the agents of ${cluster} at ${server}` }),
      );
    case "prometheus":
      if (url === undefined) throw new UserError(messages.missing("--from-prometheus", "the address of a Prometheus"));
      return observeFleet(connectPrometheus(url, context));
    case "none":
      throw new UserError(messages.missing("--from", "prometheus, kubernetes or telemetry"));
  }
};

export const init: CliCommand = {
  options,
  examples: {
    "loadline init --from-prometheus http://prometheus:9090 --write plan.yaml":
      "A commented plan of the engines and GPUs that Prometheus scrapes.",
    "loadline init --from kubernetes --cluster prod-eu --write plan.yaml":
      "The same of the pods and nodes that kubectl lists: engines, flags, GPUs, start-up times.",
    "loadline init --from telemetry --server nats://broker:4222 --cluster prod-eu": "The same of what agents report.",
  },
  run: async (context, { options: given }) => {
    const asked = options.read(given);
    const fleet = await fleetOf(asked, context);
    const initial = planOfFleet(fleet, { ...asked, gpu: asked.gpu?.[0] });
    for (const skipped of initial.skipped) await context.stderr.write(`${skippedText(skipped)}\n`);
    if (initial.plan === null) {
      await context.stderr.write(
        fleet.deployments.length === 0
          ? `no engine at ${fleet.source}: ${noEngineFix[sourceOf(asked)]}\n`
          : "nothing is left to plan\n",
      );
      return 1;
    }
    const title = `What runs, by ${fleet.source}. Check each remark.`;
    const text = asked.json
      ? `${JSON.stringify(initial.plan, null, 2)}\n`
      : planText(initial.plan, initial.remarks, title);
    if (asked.write === undefined) await context.stdout.write(text);
    else await writeText("--write", asked.write, { text, isNew: true }, context);
    return 0;
  },
};

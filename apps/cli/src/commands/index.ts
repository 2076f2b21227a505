import type { CommandEntry } from "../command.ts";

/** Every command, in the order of the help. */
const summaries = {
  watch: "Follow live recommendations: the latest of each deployment, then every change.",
  explain: "Explain one decision: why, what would change it, every input with its age, what to do.",
  ledger: "From planned to usable capacity of a deployment: each loss with its cause, its amount, what to do.",
  advise: "Planned against actual, a week's backtest and what would change, from a Prometheus; nothing is installed.",
  league: "What HPA, KEDA, llm-d, Dynamo and Loadline would have cost and missed on your last 1, 7 and 28 days.",
  init: "Write a commented plan of what runs: models, GPUs, replicas, lengths and load.",
  estimate: "Speed, latency and memory of one replica under a load, with the error of the figures.",
  plan: "Size a plan or one deployment: replicas, GPUs, nodes, cost and power that its load takes.",
  planner: "The planner as a page in the browser: ask with sliders, see options, charts and what would save most.",
  import: "A plan from the launch of an engine, or measurements from the result of a benchmark.",
  simulate: "Autoscaling policies over single requests, as a scenario file describes them.",
  backtest: "What autoscaling policies would have done with a recorded load: cost, unserved demand, actions.",
  model: "Import a model from its Hugging Face config.json and show its memory on common GPUs.",
  measure: "Measure an engine under a short, bounded load: rows that correct the answers for it.",
  calibrate: "Speed coefficients from measured configurations, with the error of the fit on rows it never saw.",
  catalog: "GPUs, models and prices of the catalogue, every number with its source.",
  record: "Write the stored inputs of decisions as JSON Lines to replay: telemetry, inventory, health, feedback.",
  streams: "Create or update the JetStream streams of Loadline, or only check them.",
  doctor: "Check that everything is reachable, present and fresh, and what to do where it is not.",
};

/** A module is loaded when its command is asked for: the start stays short. */
const loads: Readonly<Record<keyof typeof summaries, CommandEntry["load"]>> = {
  watch: async () => (await import("./watch.ts")).watch,
  explain: async () => (await import("./explain.ts")).explain,
  ledger: async () => (await import("./ledger.ts")).ledger,
  advise: async () => (await import("./advise.ts")).advise,
  league: async () => (await import("./league.ts")).league,
  init: async () => (await import("./init.ts")).init,
  estimate: async () => (await import("./estimate.ts")).estimate,
  plan: async () => (await import("./plan.ts")).plan,
  planner: async () => (await import("./planner.ts")).planner,
  import: async () => (await import("./import.ts")).importCommand,
  simulate: async () => (await import("./simulate.ts")).simulate,
  backtest: async () => (await import("./backtest.ts")).backtest,
  model: async () => (await import("./model.ts")).model,
  measure: async () => (await import("./measure.ts")).measure,
  calibrate: async () => (await import("./calibrate.ts")).calibrate,
  catalog: async () => (await import("./catalog.ts")).catalog,
  record: async () => (await import("./record.ts")).record,
  streams: async () => (await import("./streams.ts")).streams,
  doctor: async () => (await import("./doctor.ts")).doctor,
};

export const commands: readonly CommandEntry[] = Object.entries(summaries).map(([name, summary]) => ({
  name,
  summary,
  load: loads[name as keyof typeof summaries],
}));

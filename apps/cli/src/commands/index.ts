import type { CommandEntry } from "../command.ts";

/** Every command, in the order of the help. A module is loaded when its command is asked for: the start stays short. */
export const commands: readonly CommandEntry[] = [
  {
    name: "watch",
    summary: "Follow live recommendations: the latest of each deployment, then every change.",
    load: async () => (await import("./watch.ts")).watch,
  },
  {
    name: "explain",
    summary: "Explain one decision: why, what would change it, every input with its age, what to do.",
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "ledger",
    summary: "From planned to usable capacity of a deployment: each loss with its cause, its amount, what to do.",
    load: async () => (await import("./explain.ts")).ledger,
  },
  {
    name: "approve",
    summary: "Approve the count of a decision that waits for it, signed by a key of yours.",
    load: async () => (await import("./approve.ts")).approve,
  },
  {
    name: "advise",
    summary:
      "Planned against actual, a week's backtest and what would change, from a Prometheus; nothing is installed.",
    load: async () => (await import("./advise.ts")).advise,
  },
  {
    name: "league",
    summary: "What HPA, KEDA, llm-d, Dynamo and Loadline would have cost and missed on your last 1, 7 and 28 days.",
    load: async () => (await import("./advise.ts")).league,
  },
  {
    name: "init",
    summary: "Write a commented plan of what runs: models, GPUs, replicas, lengths and load.",
    load: async () => (await import("./init.ts")).init,
  },
  {
    name: "estimate",
    summary: "Speed, latency and memory of one replica under a load, with the error of the figures.",
    load: async () => (await import("./estimate.ts")).estimate,
  },
  {
    name: "plan",
    summary: "Size a plan or one deployment: replicas, GPUs, nodes, cost and power that its load takes.",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "import",
    summary: "A plan from the launch of an engine, or measurements from the result of a benchmark.",
    load: async () => (await import("./import.ts")).importCommand,
  },
  {
    name: "simulate",
    summary: "Autoscaling policies over a generated load or over single requests of a scenario file.",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  {
    name: "backtest",
    summary: "What autoscaling policies would have done with a recorded load: cost, unserved demand, actions.",
    load: async () => (await import("./backtest.ts")).backtest,
  },
  {
    name: "model",
    summary: "Import a model from its Hugging Face config.json and show its memory on common GPUs.",
    load: async () => (await import("./model.ts")).model,
  },
  {
    name: "measure",
    summary: "Measure an engine under a short, bounded load: rows that correct the answers for it.",
    load: async () => (await import("./measure.ts")).measure,
  },
  {
    name: "calibrate",
    summary: "Speed coefficients from measured configurations, with the error of the fit on rows it never saw.",
    load: async () => (await import("./calibrate.ts")).calibrate,
  },
  {
    name: "catalog",
    summary: "GPUs, models and prices of the catalogue, every number with its source.",
    load: async () => (await import("./catalog.ts")).catalog,
  },
  {
    name: "record",
    summary: "Write the stored inputs of decisions as JSON Lines to replay: telemetry, inventory, health, feedback.",
    load: async () => (await import("./record.ts")).record,
  },
  {
    name: "streams",
    summary: "Create or update the JetStream streams of Loadline, or only check them.",
    load: async () => (await import("./streams.ts")).streams,
  },
  {
    name: "doctor",
    summary: "Check that everything is reachable, present and fresh, and what to do where it is not.",
    load: async () => (await import("./doctor.ts")).doctor,
  },
];

import type { LedgerCause } from "./capacity-ledger.ts";

/** What a cause of the ledger means, and what to do about it. */
export const ledgerCauseTexts: Readonly<Record<LedgerCause, { readonly means: string; readonly todo: string }>> = {
  "scaled-in": { means: "the load needs fewer replicas than planned", todo: "nothing; they return with the load" },
  "scaled-out": { means: "the load needs more replicas than planned", todo: "raise `replicas.planned` if it stays" },
  starting: { means: "asked for, not serving yet", todo: "wait for the lead time of the plan" },
  "no-capacity": {
    means: "the pool has no free GPUs for them",
    todo: "add nodes to the pool or lower another deployment",
  },
  "over-budget": { means: "a budget of the plan is used up", todo: "raise the budget or lower another deployment" },
  "not-started": { means: "asked for, and no engine of them was seen", todo: "look at pending pods and their events" },
  "not-removed": { means: "more replicas than asked for", todo: "wait for the actuator, then look at its log" },
  draining: { means: "they finish their requests and take no new ones", todo: "nothing" },
  "not-answering": { means: "their node reports, the engine does not answer", todo: "look at the engine's log" },
  stale: { means: "their node stopped reporting: they may serve or not", todo: "look at the node and its agent" },
  "request-shape": {
    means: "requests differ from the planned ones",
    todo: "update `expected` of the plan if it stays",
  },
  "measured-speed": {
    means: "engines are faster or slower than the model",
    todo: "compare GPU, flags and version with the plan",
  },
  reserve: { means: "held back as the plan asks", todo: "nothing" },
};

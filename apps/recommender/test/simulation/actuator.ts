import type { Feedback, Recommendation } from "@loadline/protocol";
import type { MemoryBroker } from "../memory-broker.ts";
import type { Plant } from "./plant.ts";
import { start } from "./scenario.ts";

export interface Mood {
  readonly refuses: boolean;
  readonly loses: boolean;
}

const lead: readonly [number, number] = [60, 1_200];

/** Follows the last recommendation of each deployment as an actuator does, and answers each decision once. */
export class Actuator {
  readonly #broker: MemoryBroker;
  readonly #plant: Plant;
  readonly #answered = new Set<string>();

  constructor(broker: MemoryBroker, plant: Plant) {
    this.#broker = broker;
    this.#plant = plant;
  }

  #follow(event: Recommendation, now: number, refuses: boolean): Feedback["outcome"] {
    const { decision, replicas, target } = event.data;
    if (Date.parse(decision.expiresAt) / 1000 <= now) return "expired";
    if (refuses) return "refused";
    if (replicas.desired !== null) this.#plant.aimAt(target.deployment, replicas.desired, { now, lead });
    return "applied";
  }

  /** Acts, and publishes feedback on what it did. */
  step(elapsed: number, deployments: readonly string[], { refuses, loses }: Mood): ReadonlyMap<string, Feedback> {
    const now = start + elapsed;
    const answers = new Map<string, Feedback>();
    for (const deployment of deployments) {
      const event = this.#broker.events.findLast(({ data }) => data.target.deployment === deployment);
      if (event === undefined) continue;
      const outcome = this.#follow(event, now, refuses);
      const { id } = event.data.decision;
      if (this.#answered.has(id)) continue;
      this.#answered.add(id);
      const serving = this.#plant.serving(deployment).length;
      const replicas = outcome === "refused" ? serving : event.data.replicas.desired;
      const answer = { v: 1, decisionId: id, outcome, at: now, replicas, detail: null, actuator: "simulated" } as const;
      if (!loses) answers.set(deployment, answer);
    }
    return answers;
  }
}

import type { Plan } from "@loadline/plan";
import { pino } from "pino";
import type { RecommenderConfig } from "../src/config.ts";
import type { ReplicaModels } from "../src/decide/replica-model.ts";
import { Deployments } from "../src/deployments.ts";
import { RecommendationPublisher } from "../src/emit/recommendation-publisher.ts";
import { noFailpoint } from "../src/failpoint.ts";
import { MemoryBroker } from "./memory-broker.ts";

interface Adopting {
  readonly plan: Plan;
  readonly config: RecommenderConfig;
  readonly models: ReplicaModels;
}

/** The deployments of a plan, each with a publisher on a broker of its own and nothing remembered. */
export const adoptedDeployments = async ({ plan, config, models }: Adopting): Promise<Deployments> => {
  const deployments = new Deployments(config, models);
  for (const { name } of plan.deployments) {
    const publisher = await RecommendationPublisher.recover(
      {
        broker: new MemoryBroker(),
        logger: pino({ level: "silent" }),
        cluster: plan.cluster,
        deployment: name,
        heartbeatSeconds: config.heartbeatSeconds,
        newId: () => crypto.randomUUID(),
        sign: (event) => event,
        leads: () => true,
        failpoint: noFailpoint,
      },
      { epoch: 1, last: null },
    );
    deployments.adopt(name, publisher, { checkpoint: null, forecast: null });
  }
  return deployments;
};

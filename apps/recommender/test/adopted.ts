import type { Plan } from "@loadline/plan";
import { pino } from "pino";
import { Deployments } from "../src/decide/deployments.ts";
import type { ReplicaModels } from "../src/observe/replica-model.ts";
import { RecommendationPublisher } from "../src/publish/recommendation-publisher.ts";
import type { RecommenderConfig } from "../src/settings/config.ts";
import { noFailpoint } from "../src/settings/failpoint.ts";
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

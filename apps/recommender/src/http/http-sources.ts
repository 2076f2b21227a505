import { explainDecision } from "@loadline/wire";
import { describeDeployments } from "../describe-deployments.ts";
import type { LoopDeps } from "../loop.ts";
import type { HttpSources } from "./routes.ts";

const missingForReady = ({ telemetry, status }: LoopDeps): readonly string[] => [
  ...(telemetry.alive() ? [] : ["telemetry consumer"]),
  ...(telemetry.caughtUp() ? [] : ["end of the telemetry replay"]),
  ...(status.tickedAt === null ? ["first decision"] : []),
];

/** What the HTTP interface and the adapters read of the running parts. */
export const httpSources = (loop: LoopDeps): HttpSources => {
  const { planFile, archive } = loop;
  return {
    registry: loop.metrics.registry,
    missing: () => missingForReady(loop),
    planFault: () => planFile.fault,
    deployments: () => describeDeployments(planFile.current.cluster, loop),
    decision: (id) => {
      const event = archive.find(id);
      return event === null ? null : explainDecision(event);
    },
    history: (name, limit) =>
      planFile.current.deployments.some((deployment) => deployment.name === name)
        ? archive.of(name).slice(-limit).toReversed()
        : null,
    shadow: () => (loop.shadow === null ? null : { scores: loop.shadow.scores }),
    plan: () => planFile.current,
  };
};

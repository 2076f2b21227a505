import { explainDecision } from "@loadline/wire";
import { type DesiredCount, desiredCount } from "../actuate/desired-count.ts";
import { describeDeployments } from "../describe-deployments.ts";
import { spokenBy } from "../emit/spoken.ts";
import type { LoopDeps } from "../loop.ts";
import type { HttpSources } from "./routes.ts";

const missingForReady = ({ telemetry, status }: LoopDeps): readonly string[] => [
  ...(telemetry.alive() ? [] : ["telemetry consumer"]),
  ...(telemetry.caughtUp() ? [] : ["end of the telemetry replay"]),
  ...(status.tickedAt === null ? ["first decision"] : []),
];

/** The count of the last stored event, whoever spoke it: a standby answers as the leader does. */
export const desiredOf = ({ planFile, archive, clock }: LoopDeps, name: string): DesiredCount => {
  if (!planFile.current.deployments.some((deployment) => deployment.name === name)) {
    return { kind: "no-such-deployment" };
  }
  const last = archive.of(name).at(-1);
  return desiredCount(last === undefined ? null : spokenBy(last), clock());
};

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

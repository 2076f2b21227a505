import { type EngineReading, noLooks, type RouterLaw, type RouterLooks, routerLaw, spreadRatio } from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import { serves } from "../fleet/counted-engines.ts";
import { isMeasured } from "../fleet/fleet-view.ts";
import type { DeploymentFacts } from "./deployment-facts.ts";
import type { Finding } from "./finding.ts";
import { isOfNewVersion } from "./versions.ts";

/** How requests of a deployment are dealt to its engines, as these show it. */
export interface MeasuredRouter {
  readonly law: RouterLaw;
  /** Spread over engines over that of a random split; null: too little is known. */
  readonly spreadRatio: number | null;
}

export const unknownRouter: MeasuredRouter = { law: "unknown", spreadRatio: null };

export const measuredRouter = (looks: RouterLooks = noLooks): MeasuredRouter => ({
  law: routerLaw(looks),
  spreadRatio: spreadRatio(looks),
});

/**
 * What the engines of a deployment report, by name; null while they are not alike: one drains, does not report, is of another
 * version or far off in speed, or reports something else than the others.
 */
export const routerReadings = (
  { engines, differences, speed, draining }: DeploymentFacts,
  deployment: Pick<PlanDeployment, "rollout">,
): ReadonlyMap<string, EngineReading> | null => {
  const serving = engines.filter(serves);
  const ofNewVersion = serving.filter(({ engine: { id, reported } }) =>
    isOfNewVersion(deployment, { id, model: reported.model }),
  ).length;
  const isMixed = (count: number): boolean => count > 0 && count < serving.length;
  const areUnlike = isMixed(ofNewVersion) || differences.some((one) => isMixed(one.engines.length));
  if (draining > 0 || areUnlike || speed.slowEngines.length > 0 || !serving.every(isMeasured)) return null;
  const readings = serving.flatMap(({ name, engine: { series } }): [string, EngineReading][] => {
    const { lastAt: at, inSystem, arrived } = series;
    return at === null || inSystem === null ? [] : [[name, { at, inSystem, arrived }]];
  });
  return readings.length < serving.length ? null : new Map(readings);
};

/** What is measured against the router that the plan names; none where it names none. */
export const routerFindings = (
  { law }: MeasuredRouter,
  { router }: Pick<PlanDeployment, "router">,
  ageSeconds: number | null,
): readonly Finding[] => {
  const isRandom = router === "random";
  if (router === undefined || law === "unknown" || (law === "random") === isRandom) return [];
  const measured = law === "random" ? "requests are split at random" : "requests are spread evenly";
  const message = `the plan has ${router}, but ${measured}: replicas carry ${isRandom ? "more" : "less"} than planned; correct the router, or the plan`;
  return [{ code: "unlike-plan", input: "router of the plan", ageSeconds, blocksScaleDown: false, message }];
};

import { defaultRouter } from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import type { Recommendation } from "@loadline/protocol";
import { type Check, failed, listed, ok } from "./checks.ts";

type Decided = Pick<PlanDeployment, "name" | "router"> & { readonly event: Recommendation | null };

/** How requests are seen to be split over engines beside what the plan counts on; nothing where it is not seen. */
export const checkRouters = (deployments: readonly Decided[]): readonly Check[] => {
  const name = "routers";
  const seen = deployments.flatMap(({ name: deployment, router = defaultRouter, event }) => {
    const law = event?.data.evidence.find(({ input }) => input === "router.law")?.value;
    if (law !== "random" && law !== "even") return [];
    const split = law === "random" ? "split at random" : "spread evenly";
    const text = `${deployment}: requests are ${split}, the plan counts on ${router}`;
    return [{ carriesLess: law === "random" && router !== "random", text }];
  });
  const less = seen.filter(({ carriesLess }) => carriesLess).map(({ text }) => text);
  const fix = "put least requests before the engines, or size with router: random in the plan: loadline plan FILE";
  if (less.length > 0) return [failed(name, listed(less), fix)];
  return seen.length === 0 ? [] : [ok(name, listed(seen.map(({ text }) => text)))];
};

import type { DeploymentView } from "./deployment-view.ts";

/** Deployments within one step keep their order by name, so that charts do not change places on noise. */
const headroomStep = 0.05;

/** An unknown headroom ranks as none: nobody can say that there is any. */
const rank = ({ headroomRatio }: DeploymentView): number => Math.floor((headroomRatio ?? 0) / headroomStep);

const byName = (a: DeploymentView, b: DeploymentView): number =>
  compareText(a.cluster, b.cluster) || compareText(a.deployment, b.deployment);

/** By code unit: the order must not depend on the viewer's locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Deployments with the least headroom first, in steps of 5 %. */
export const rankDeployments = (views: readonly DeploymentView[]): readonly DeploymentView[] =>
  [...views].sort((a, b) => rank(a) - rank(b) || byName(a, b));

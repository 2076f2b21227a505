/** What the variables of a dashboard select. */
export const ofDeployment = 'cluster=~"$cluster", deployment=~"$deployment"';

/** A series of the recommender for the selected deployments, with further matchers. */
export const series = (metric: string, ...matchers: readonly string[]): string =>
  `${metric}{${[ofDeployment, ...matchers].join(", ")}}`;

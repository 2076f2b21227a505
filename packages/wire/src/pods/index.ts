export { deploymentOf } from "./deployment-rules.ts";
export {
  type EngineRule,
  engineRuleOf,
  engineRules,
  isRouter,
  isWorker,
  metricsPort,
  otherRole,
  portOf,
  repositoryOf,
} from "./engine-rules.ts";
export { type Container, holdsGpus, type Pod, podOf } from "./pod.ts";

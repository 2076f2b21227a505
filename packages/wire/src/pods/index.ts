export * from "./deployment-rules.ts";
export * from "./engine-rules.ts";
export { type Container, holdsGpus, type Pod, podOf } from "./pod.ts";

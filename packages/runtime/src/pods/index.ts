export * from "./deployment-rules.ts";
export * from "./engine-rules.ts";
export { type Container, containerOf, holdsGpus, lineOf, type Pod, podOf } from "./pod.ts";

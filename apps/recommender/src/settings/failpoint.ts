/** Slots at which a crash leaves the most to clean up. A test dies there; the service passes a hook that does nothing. */
export const failpoints = [
  "after-receive",
  "after-decide",
  "before-publish",
  "publish-in-flight",
  "after-acknowledgement",
  "after-checkpoint",
] as const;
export type Failpoint = (typeof failpoints)[number];
export type FailpointHook = (point: Failpoint) => void;

export const noFailpoint: FailpointHook = () => undefined;

export interface PodDevice {
  /** UUID of the GPU or slice, or its name by the plugin of a cloud. */
  readonly device: string;
  /** Number of the share, where a device is given to several containers; null for a whole one. */
  readonly share: string | null;
  readonly resource: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface PodReport {
  readonly devices: readonly PodDevice[];
  /** GPUs and slices that the kubelet may give away, without their shares; null when it does not report them. */
  readonly allocatable: number | null;
  /** Entries that cannot be read. */
  readonly rejected: number;
}

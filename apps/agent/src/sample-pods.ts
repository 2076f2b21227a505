import type { PodColumns } from "@loadline/wire";
import type { PodReport } from "./sources/pod-resources/pod-report.ts";

const orNull = (text: string): string | null => (text === "" ? null : text);

/** Rows of the devices of containers; left out where the kubelet was not asked or what it said is too old. */
export const podColumns = (
  pods: { readonly value: PodReport | null; readonly fresh: boolean } | undefined,
): { readonly pods?: PodColumns } => {
  if (pods === undefined || !pods.fresh || pods.value === null) return {};
  const { devices } = pods.value;
  return {
    pods: {
      device: devices.map(({ device }) => device),
      share: devices.map(({ share }) => share),
      resource: devices.map(({ resource }) => orNull(resource)),
      namespace: devices.map(({ namespace }) => orNull(namespace)),
      pod: devices.map(({ pod }) => orNull(pod)),
      container: devices.map(({ container }) => orNull(container)),
    },
  };
};

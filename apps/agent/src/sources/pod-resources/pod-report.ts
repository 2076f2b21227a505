import { z } from "zod";
import type { PodDevice, PodReport } from "../../gpu-report/pod-report.ts";

const longestId = 200;
const sharePattern = /^(.+?)::(\d{1,6})$/;
/** Google's plugin: `nvidia0/vgpu2`, `nvidia0/gi3/vgpu0`. */
const cloudSharePattern = /^(nvidia\d+(?:\/gi\d+)?)\/vgpu(\d{1,6})$/;

/**
 * Reads `GPU-uuid`, `MIG-uuid`, `GPU-uuid::3`, `MIG-uuid::7`, `nvidia0`, `nvidia0/gi3` and `nvidia0/vgpu2`; null for
 * anything else.
 */
export const parseDeviceId = (id: string): Pick<PodDevice, "device" | "share"> | null => {
  if (id === "" || id.length > longestId || /[\p{Cc}\s]/u.test(id)) return null;
  const [, device, share] = sharePattern.exec(id) ?? cloudSharePattern.exec(id) ?? [];
  return device === undefined || share === undefined ? { device: id, share: null } : { device, share };
};

/** Names of resources that are GPUs: NVIDIA's, whole, shared and divided, and AMD's. */
const resourcePattern = /^(?:nvidia\.com\/(?:gpu|mig-)|amd\.com\/gpu|gpu\.nvidia\.com)/;

export const isGpuResource = (name: string): boolean => resourcePattern.test(name);

const text = z.string().max(300).default("");
const Devices = z.object({ resource_name: text, device_ids: z.array(z.string()).default([]) });
/** A device of a claim: its driver and its name in the pool. */
const Claim = z.object({ claim_resources: z.array(z.object({ driver_name: text, device_name: text })).default([]) });
const Container = z.object({
  name: text,
  devices: z.array(Devices).default([]),
  dynamic_resources: z.array(Claim).default([]),
});
const Pod = z.object({ name: text, namespace: text, containers: z.array(Container).default([]) });
type Pod = z.infer<typeof Pod>;
type Container = z.infer<typeof Container>;

const namedIn = ({ devices, dynamic_resources: claims }: Container) => [
  ...devices.flatMap(({ resource_name: resource, device_ids: ids }) => ids.map((id) => ({ resource, id }))),
  ...claims.flatMap(({ claim_resources: resources }) =>
    resources.map(({ driver_name: resource, device_name: id }) => ({ resource, id })),
  ),
];

const devicesOf = ({ name: pod, namespace, containers }: Pod): readonly (PodDevice | null)[] =>
  containers.flatMap((container) =>
    namedIn(container)
      .filter(({ resource }) => isGpuResource(resource))
      .map(({ resource, id }) => {
        const named = parseDeviceId(id);
        return named === null ? null : { ...named, resource, namespace, pod, container: container.name };
      }),
  );

const listIn = (message: unknown, name: string): readonly unknown[] => {
  const value =
    typeof message === "object" && message !== null ? (message as Record<string, unknown>)[name] : undefined;
  return Array.isArray(value) ? value : [];
};

const allocatableDevices = (message: unknown): number => {
  const named = listIn(message, "devices").flatMap((raw) => {
    const parsed = Devices.safeParse(raw);
    if (!parsed.success || !isGpuResource(parsed.data.resource_name)) return [];
    return parsed.data.device_ids.map((id) => parseDeviceId(id)?.device ?? null);
  });
  return new Set(named.filter((device) => device !== null)).size;
};

/**
 * The devices in the kubelet's answers. A pod that cannot be read costs itself. Never throws.
 * @param list answer of List
 * @param allocatable answer of GetAllocatableResources; null where the kubelet has none
 */
export const readPodResources = (list: unknown, allocatable: unknown): PodReport => {
  const devices = listIn(list, "pod_resources").flatMap((raw) => {
    const parsed = Pod.safeParse(raw);
    return parsed.success ? devicesOf(parsed.data) : [null];
  });
  const valid = devices.filter((device) => device !== null);
  return {
    devices: valid,
    allocatable: allocatable === null ? null : allocatableDevices(allocatable),
    rejected: devices.length - valid.length,
  };
};

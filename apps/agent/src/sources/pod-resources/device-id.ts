/** A device by the id of a device plugin. */
export interface NamedDevice {
  /** UUID of the GPU or slice, or its name by the plugin of a cloud. */
  readonly device: string;
  /** Number of the share, where a device is given to several containers; null for a whole one. */
  readonly share: string | null;
}

const longestId = 200;
const sharePattern = /^(.+?)::(\d{1,6})$/;
/** Google's plugin: `nvidia0/vgpu2`, `nvidia0/gi3/vgpu0`. */
const cloudSharePattern = /^(nvidia\d+(?:\/gi\d+)?)\/vgpu(\d{1,6})$/;

/**
 * Reads `GPU-uuid`, `MIG-uuid`, `GPU-uuid::3`, `MIG-uuid::7`, `nvidia0`, `nvidia0/gi3` and `nvidia0/vgpu2`; null for
 * anything else.
 */
export const parseDeviceId = (id: string): NamedDevice | null => {
  if (id === "" || id.length > longestId || /[\p{Cc}\s]/u.test(id)) return null;
  const [, device, share] = sharePattern.exec(id) ?? cloudSharePattern.exec(id) ?? [];
  return device === undefined || share === undefined ? { device: id, share: null } : { device, share };
};

/** Names of resources that are GPUs: NVIDIA's, whole, shared and divided, and AMD's. */
const resourcePattern = /^(?:nvidia\.com\/(?:gpu|mig-)|amd\.com\/gpu|gpu\.nvidia\.com)/;

export const isGpuResource = (name: string): boolean => resourcePattern.test(name);

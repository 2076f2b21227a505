/** One key for every spelling of a device: `00000000:9B:00.0` and `0000:9b:00` are `0000:9b:00`. Null for anything else. */
export const busIdKey = (busId: string): string | null => {
  const [, domain, bus, device] =
    /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([0-9a-f]{2})(?:\.[0-9a-f])?$/i.exec(busId) ?? [];
  if (bus === undefined || device === undefined) return null;
  return `${(domain ?? "0").slice(-4).padStart(4, "0")}:${bus}:${device}`.toLowerCase();
};

import { LoadlineError } from "@loadline/model";

/** `host:port`; an IPv6 address stands in brackets. */
export const listenPattern = /^(?:\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9.-]+):\d{1,5}$/;

const largestPort = 65_535;

/** Where a server listens, and the address with the port that was taken. @param key setting that has it. @throws LL_CONFIG_INVALID */
export const listenAddress = (key: string, value: string) => {
  const colon = value.lastIndexOf(":");
  const [written, port] = [value.slice(0, colon), Number(value.slice(colon + 1))];
  if (port > largestPort)
    throw new LoadlineError("LL_CONFIG_INVALID", { key, value, expected: `a port up to ${largestPort}` });
  return { host: written.replace(/^\[(.*)\]$/, "$1"), port, with: (taken: number) => `${written}:${taken}` };
};

/** Why nobody can listen at an address: LL_PORT_TAKEN, or LL_CONFIG_INVALID for one that is not this host's. */
export const listenFault = (key: string, value: string, cause: NodeJS.ErrnoException): LoadlineError => {
  if (cause.code === "EADDRINUSE")
    return new LoadlineError("LL_PORT_TAKEN", { port: listenAddress(key, value).port }, { cause });
  const expected = `an address this host can listen on (${cause.message})`;
  return new LoadlineError("LL_CONFIG_INVALID", { key, value, expected }, { cause });
};

/** A part of an address; one that is not percent-encoded is taken as it is. */
export const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

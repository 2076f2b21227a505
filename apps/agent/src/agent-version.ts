import { readFileSync } from "node:fs";

/** Put in by the build of the bundle, which travels without a package.json. */
declare const LOADLINE_AGENT_VERSION: string | undefined;

export const agentVersion = (): string => {
  if (typeof LOADLINE_AGENT_VERSION === "string") return LOADLINE_AGENT_VERSION;
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
};

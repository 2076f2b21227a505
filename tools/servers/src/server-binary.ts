import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { LoadlineError } from "@loadline/model";

const systemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/opt/homebrew/bin"];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export interface ServerProgram {
  readonly variable: string;
  readonly names: readonly string[];
}

export const natsServerProgram: ServerProgram = { variable: "NATS_SERVER_BIN", names: ["nats-server"] };
export const prometheusProgram: ServerProgram = { variable: "PROMETHEUS_BIN", names: ["prometheus"] };

/** Path of a program on PATH or in the usual folders, by the first of its names that is there; undefined: none is. */
export const programPath = (names: readonly string[]): string | undefined => {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...systemFolders];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
};

/** Path of a server's program: from its variable, or found on PATH and in the usual folders. @throws LL_SERVER_MISSING */
export const serverBinary = ({ variable, names }: ServerProgram): string => {
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== "") return chosen;
  const found = programPath(names);
  if (found !== undefined) return found;
  throw new LoadlineError("LL_SERVER_MISSING", { program: names[0] ?? variable, how: `npm test, or set ${variable}` });
};

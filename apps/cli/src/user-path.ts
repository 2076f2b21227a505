import { resolve } from "node:path";

export interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** A path as the user meant it: relative to their own folder, which a package runner changes and tells in INIT_CWD. */
export const userPath = (path: string, { env, cwd }: Place): string => resolve(env["INIT_CWD"] ?? cwd, path);

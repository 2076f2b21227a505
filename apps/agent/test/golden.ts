import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The value kept at `path`; with UPDATE_GOLDEN=1 it is written there first. */
export const golden = (path: URL, value: unknown): unknown => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  if (!existsSync(path)) throw new Error(`${path.pathname} does not exist; make it with UPDATE_GOLDEN=1 and read it`);
  return JSON.parse(readFileSync(path, "utf8"));
};

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../repository.ts";

const folder = join(repositoryRoot, ".loadline");
const file = join(folder, "demo.json");

/** Where the `loadline` command finds a running demo without an address. */
export const writeDemoFile = (facts: {
  readonly server: string;
  readonly page: string;
  readonly pid: number;
}): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
};

export const removeDemoFile = (): void => rmSync(folder, { recursive: true, force: true });

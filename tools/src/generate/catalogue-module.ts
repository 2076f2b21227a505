import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { renderDataModule } from "@loadline/core";
import { repositoryRoot } from "../repository.ts";
import type { GeneratedFile } from "./generated-files.ts";

const dataFolder = join(repositoryRoot, "packages/core/data");

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const filesOf = (kind: string) =>
  readdirSync(join(dataFolder, kind))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      kind,
      id: basename(name, ".json"),
      json: JSON.parse(readFileSync(join(dataFolder, kind, name), "utf8")) as unknown,
    }));

/** The data files of core as a module, because core itself reads no files. */
export const catalogueModule = (): GeneratedFile => ({
  path: "packages/core/src/catalogue/data.generated.ts",
  text: renderDataModule(foldersIn(dataFolder).flatMap(filesOf)),
});

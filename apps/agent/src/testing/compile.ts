import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const agent = new URL("../../", import.meta.url).pathname;

/** Compiles one file of the sources with what it imports into a folder; answers the path of the program. */
export const compile = (source: string, folder: string): string => {
  const config = join(folder, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(agent, "tsconfig.json"),
      compilerOptions: {
        noEmit: false,
        declaration: false,
        rootDir: join(agent, "src"),
        outDir: join(folder, "out"),
        typeRoots: [join(agent, "node_modules/@types")],
      },
      include: [],
      files: [join(agent, "src", source)],
    }),
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(agent, "node_modules"), join(folder, "node_modules"));
  execFileSync(join(agent, "node_modules/.bin/tsc"), ["-p", config], { stdio: "pipe" });
  return join(folder, "out", source.replace(/\.ts$/, ".js"));
};

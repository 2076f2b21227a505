import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const staticImport = /^(?:import|export)\s(?!type\s)[^;]*?from\s+"([^"]+)"/gm;

/** What a module loads before anything runs, and what that loads: packages by name, own files by path. */
const loadedBy = (file: string, found = new Set<string>()): ReadonlySet<string> => {
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(staticImport)) {
    const loaded = name.startsWith(".") ? resolve(dirname(file), name) : name;
    if (found.has(loaded)) continue;
    found.add(loaded);
    if (name.startsWith(".")) loadedBy(loaded, found);
  }
  return found;
};

const isClient = (name: string): boolean => name.startsWith("@nats-io/") || name === "@loadline/wire/nats";
const here = fileURLToPath(new URL(".", import.meta.url));

test("the command line starts without the client of the NATS server, which most commands never use", () => {
  expect([...loadedBy(resolve(here, "../main.ts"))].filter(isClient)).toEqual([]);
});

test("commands that ask a server load it from one place", () => {
  expect([...loadedBy(resolve(here, "clients.ts"))].filter(isClient)).toContain("@loadline/wire/nats");
});

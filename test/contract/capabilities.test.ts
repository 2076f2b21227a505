import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Capabilities, printedBy, readCapabilities } from "./capabilities.ts";

/** One public name that changed: `new` is null where the old name stands alone until it goes. */
interface Renamed {
  readonly kind: string;
  readonly old: string;
  readonly new: string | null;
  /** How the old name still works in this release, or that it was removed. */
  readonly accepted: string;
}

const renamed = JSON.parse(
  readFileSync(new URL("../../docs/reference/renamed.json", import.meta.url), "utf8"),
) as readonly Renamed[];

const published = new URL("./capabilities-0.1.0.json", import.meta.url);

/** Set to write the list of the present tree, once per release. */
if (process.env["WRITE_CAPABILITIES"] === "1") {
  writeFileSync(published, `${JSON.stringify(await readCapabilities(), null, 1)}\n`);
}

const before = JSON.parse(readFileSync(published, "utf8")) as Capabilities;
const now = await readCapabilities();

test.each(Object.keys(before))("no name of release 0.1.0 is missing from %s without an alias", (kind) => {
  const names = new Set(now[kind]);
  const aliases = new Set(renamed.filter((row) => row.kind === kind).map((row) => row.old));
  expect(before[kind]?.filter((name) => !names.has(name) && !aliases.has(name))).toEqual([]);
});

/** The list of release 0.1.0 has no evidence, sources and fields of HTTP answers. */
const listed = renamed.filter(({ kind }) => kind in before);

test.each(listed)("$kind: $old was published, and $new is in its place", ({ kind, old, new: replacement }) => {
  expect(before[kind]).toContain(old);
  if (replacement !== null) expect(now[kind]).toContain(replacement);
});

const oldFlags = renamed.filter((row) => row.kind === "commands" && row.old.includes(" --"));

test.each(oldFlags)("loadline $old is still accepted", async ({ old }) => {
  expect(await printedBy(old.split(" "))).not.toMatch(/unknown option/i);
});

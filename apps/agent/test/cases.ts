import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";

const heading = /^===== (\S+) =====\n/gm;

/** Texts by name: a file that begins with a heading `===== name =====` has a section for each name, another one is a section. */
const sectionsOf = (folder: URL, file: string): readonly (readonly [string, string])[] => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const found = [...text.matchAll(heading)];
  if (found[0]?.index !== 0) return [[file.replace(/\.[a-z]+$/, ""), text]];
  return found.map((match, place) => {
    // The line end before the next heading belongs to the heading.
    const end = (found[place + 1]?.index ?? text.length) - 1;
    return [match[1] ?? "", text.slice(match.index + match[0].length, end)];
  });
};

/** The captured texts of a `testdata/` folder, and what is expected of each, in its `expected.json`. */
export const cases = (folder: URL, files = /\.(?:txt|xml)$/) => {
  const texts = new Map(
    readdirSync(folder)
      .filter((file) => files.test(file))
      .flatMap((file) => sectionsOf(folder, file)),
  );
  const path = new URL("expected.json", folder);
  const stored = (): Record<string, unknown> => JSON.parse(readFileSync(path, "utf8"));
  return {
    names: [...texts.keys()],
    text: (name: string): string => {
      const text = texts.get(name);
      if (text === undefined) throw new Error(`there is no case ${name}`);
      return text;
    },
    /** The stored value; with UPDATE_GOLDEN=1 the given one is stored first. */
    expected: (name: string, value: unknown): unknown => {
      if (process.env["UPDATE_GOLDEN"] === "1") {
        const updated = Object.entries({ ...stored(), [name]: value }).sort(([a], [b]) => (a < b ? -1 : 1));
        writeFileSync(path, `${JSON.stringify(Object.fromEntries(updated), null, 2)}\n`);
      }
      const expected = stored()[name];
      if (expected === undefined) throw new Error(`${name} is not in expected.json; add it with UPDATE_GOLDEN=1`);
      return expected;
    },
  };
};

/** Text of arbitrary bytes, valid or not. */
export const anyText = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("utf8"));

/** Every number anywhere inside a value. */
export const everyNumber = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return (value instanceof Map ? [...value.values()] : Object.values(value)).flatMap(everyNumber);
};

import { wantedNames } from "./fields.ts";

/** One entry of the help names a field and its aliases: `"clocks.sm"`, or `"clocks.current.sm" or "clocks.sm"`. */
const entryPattern = /^\s*"[a-zA-Z0-9_.]{1,100}"(?:\s+or\s+"[a-zA-Z0-9_.]{1,100}")*\s*$/;

/** Names of the fields that `nvidia-smi --help-query-gpu` lists. Never throws. */
export const listedFields = (help: string): ReadonlySet<string> =>
  new Set(
    help
      .split("\n")
      .filter((line) => line.length <= 1000 && entryPattern.test(line))
      .flatMap((line) => [...line.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name)),
  );

/** What of the wanted is listed; when the UUID is not, the list is none that can be trusted and all are tried. */
export const chooseFields = (listed: ReadonlySet<string>): readonly string[] =>
  listed.has("uuid") ? wantedNames.filter((name) => listed.has(name)) : wantedNames;

/** The field that a driver says it does not know; one unknown field makes the whole query fail. */
export const unknownField = (output: string): string | null => {
  const [, name] = /Field "([^"\n]{1,100})" is not a valid field/.exec(output) ?? [];
  return name ?? null;
};

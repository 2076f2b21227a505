import { LoadlineError } from "@loadline/core";

/** What a parser of command lines refused, without the value behind an unknown option: it may be a secret. */
export const commandLineFault = (message: string): LoadlineError => {
  const value = message
    .replace(/^error: /, "")
    .replace(/=.*'/s, "'")
    .replace(/'(-[^-]).*'/su, "'$1'")
    .replaceAll("\n", " ");
  return new LoadlineError("LL_CONFIG_INVALID", { key: "(command line)", value, expected: "options as in --help" });
};

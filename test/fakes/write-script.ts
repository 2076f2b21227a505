import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface ScriptSettings {
  readonly capture: string;
  readonly list: string | null;
  readonly document?: string | null;
  readonly faults: string | null;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const executable = 0o755;

/** The text of a shell script that plays a program with these captures. */
export const scriptText = (main: string, { capture, list, document, faults }: ScriptSettings): string => {
  const flags = [
    ["--capture", capture],
    ...(list === null ? [] : [["--list", list]]),
    ...(document == null ? [] : [["--document", document]]),
    ...(faults === null ? [] : [["--faults", faults]]),
  ].map(([flag = "", path = ""]) => `${flag} ${quoted(resolve(path))}`);
  return `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(main)} program ${flags.join(" ")} -- "$@"\n`;
};

/** Writes an executable file that plays a program. */
export const writeScript = (to: string, settings: ScriptSettings): void => {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  writeFileSync(to, scriptText(main, settings), { mode: executable });
};

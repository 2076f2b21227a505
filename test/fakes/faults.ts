import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { LoadlineError } from "@loadline/model";
import { z } from "zod";

/** What a fake does wrong. Nothing by default. */
export const Faults = z.strictObject({
  exitCode: z.number().int().min(0).max(255).default(0).describe("Exit code of a program."),
  status: z.number().int().min(100).max(599).default(200).describe("HTTP status of a server."),
  delaySeconds: z.number().min(0).default(0).describe("Wait before the answer."),
  hang: z.boolean().default(false).describe("Never answer."),
  ignoreSigterm: z.boolean().default(false).describe("Do not end when asked to."),
  garbageBytes: z.number().int().min(0).default(0).describe("Bytes without meaning in place of the answer."),
  cutAtByte: z.number().int().min(0).nullable().default(null).describe("Leave out what comes after so many bytes."),
  stderr: z.string().default("").describe("Text on standard error."),
  loseGpu: z
    .number()
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe("Leave out the GPU with this number, with the driver's message."),
  rename: z.record(z.string(), z.string()).default({}).describe("Names that are others than in the capture."),
});
export type Faults = z.infer<typeof Faults>;

export const noFaults: Faults = Faults.parse({});

const invalid = (path: string, expected: string): LoadlineError<"LL_CONFIG_INVALID"> =>
  new LoadlineError("LL_CONFIG_INVALID", { key: "--faults", value: path, expected });

/**
 * Reads a file of faults. It may change while a fake runs: each call reads it anew.
 * @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID
 */
export const readFaults = (path: string | null): Faults => {
  if (path === null) return noFaults;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: String(cause) }, { cause });
  }
  try {
    return Faults.parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : "a JSON object";
    throw invalid(path, detail.replaceAll("\n", " "));
  }
};

/** Bytes without meaning, the same for the same number. */
const garbage = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  let state = length + 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
};

const renamed = (text: string, names: Faults["rename"]): string =>
  Object.entries(names).reduce((changed, [from, to]) => (from === "" ? changed : changed.replaceAll(from, to)), text);

/** A capture as the faults let it through. */
export const withFaults = (capture: Buffer, { garbageBytes, cutAtByte, rename }: Faults): Buffer => {
  if (garbageBytes > 0) return garbage(garbageBytes);
  const bytes = Object.keys(rename).length === 0 ? capture : Buffer.from(renamed(capture.toString("utf8"), rename));
  return cutAtByte === null ? bytes : bytes.subarray(0, cutAtByte);
};

interface ScriptSettings {
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

import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expectationOf } from "@loadline/model";
import { parseYaml as parse, unreadableFile, valueAt } from "@loadline/runtime/settings";
import type { z } from "zod";
import type { CliContext } from "./command.ts";
import { messages, reasonOf, UserError } from "./messages.ts";

/** A path as the user meant it: relative to their own folder, which package runners change and put into INIT_CWD. */
export const userPath = (path: string, { env, cwd }: Pick<CliContext, "env" | "cwd">): string =>
  resolve(env["INIT_CWD"] ?? cwd, path);

/** All bytes of a stream; null where they are more than `most`. */
export const boundedBytes = async (chunks: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) return null;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
};

/** Some ten times the largest result of a benchmark that keeps every request. */
const mostMebibytes = 256;

/** Bytes of a file. @throws LL_FILE_UNREADABLE */
export const readBytes = async (path: string): Promise<Buffer> => {
  const bytes = await boundedBytes(createReadStream(path), mostMebibytes * 2 ** 20).catch((cause: unknown) => {
    throw unreadableFile(path, cause);
  });
  if (bytes === null) throw unreadableFile(path, `it has more than ${mostMebibytes} MiB`);
  return bytes;
};

/** Text of a file. @throws LL_FILE_UNREADABLE */
export const readText = async (path: string): Promise<string> => (await readBytes(path)).toString("utf8");

/** Writes what `option` asked for and names the place on stderr. @throws UserError when the place cannot be written */
export const writeText = async (
  option: string,
  path: string,
  content: { readonly text: string; readonly isNew?: boolean },
  context: CliContext,
): Promise<void> => {
  const place = userPath(path, context);
  try {
    await writeFile(place, content.text, { flag: content.isNew === true ? "wx" : "w" });
  } catch (cause) {
    throw new UserError(messages.unwritable(option, place, reasonOf(cause)), "LL_INPUT_INVALID", { cause });
  }
  await context.stderr.write(`written: ${place}\n`);
};

/** YAML, of which JSON is a part. @throws what `fail` makes of the parser's first line */
export const parseYaml = (text: string, fail: (reason: string) => Error): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    throw fail(reasonOf(cause));
  }
};

/** Of several alternatives the one whose keys are there was meant; where none is clear, the one that got furthest. */
const meantIssue = (issue: z.core.$ZodIssue, root: unknown): z.core.$ZodIssue => {
  if (issue.code !== "invalid_union") return issue;
  const isGiven = (each: z.core.$ZodIssue) => valueAt(root, [...issue.path, ...each.path.slice(0, 1)]) !== undefined;
  const [own] = issue.errors.filter((errors) => errors.every((each) => each.path.length > 0 && isGiven(each)));
  const deepest = issue.errors
    .flat()
    .reduce<z.core.$ZodIssue | null>((best, each) => (each.path.length > (best?.path.length ?? 1) ? each : best), null);
  const inner = own?.[0] ?? deepest;
  return inner === null ? issue : meantIssue({ ...inner, path: [...issue.path, ...inner.path] }, root);
};

interface CheckSettings {
  /** Key as the message names it. */
  readonly nameOf: (path: readonly PropertyKey[]) => string;
  readonly code?: `LL_${string}`;
  /** Where the known keys are listed. */
  readonly help: string;
}

/** A value from outside in the form of a schema. @throws UserError naming the key, its value and what was expected */
export const checked = <S extends z.ZodType>(schema: S, root: unknown, { nameOf, code, help }: CheckSettings) => {
  const result = schema.safeParse(root);
  if (result.success) return result.data;
  // A misspelt key is missing under its right name too; report the misspelling.
  const { issues } = result.error;
  const issue = issues.find((each) => each.code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) throw result.error;
  const meant = meantIssue(issue, root);
  const path = meant.code === "unrecognized_keys" ? [...meant.path, meant.keys[0] ?? ""] : meant.path;
  const value = valueAt(root, path);
  if (meant.code === "unrecognized_keys") throw new UserError(messages.unknownKey(nameOf(path), value, help), code);
  const expected = expectationOf(meant);
  throw new UserError(
    value === undefined ? messages.missing(nameOf(path), expected) : messages.invalid(nameOf(path), value, expected),
    code,
  );
};

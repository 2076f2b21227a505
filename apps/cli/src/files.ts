import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { messages, reasonOf, UserError } from "@loadline/planner/messages";
import { unreadableFile } from "@loadline/runtime/settings";
import type { CliContext } from "./command.ts";

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

import { readFile, stat } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import { parseSigningKey, type SigningKey } from "@loadline/wire/signature";

// Readable by others, or writable by the group: then others may publish as this recommender.
const forbiddenMode = 0o027;

/**
 * The key in a file that only its owner, and at most its group, can read.
 * @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID
 */
export const readSigningKey = async (path: string): Promise<SigningKey> => {
  let pem: string;
  let mode: number;
  try {
    ({ mode } = await stat(path));
    pem = await readFile(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
  if ((mode & forbiddenMode) !== 0) {
    const expected = "a file that others cannot read; run: chmod 600 on it";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "signingKey", value: path, expected });
  }
  return parseSigningKey(pem);
};

import { statSync } from "node:fs";
import { LoadlineError } from "@loadline/model";
import { parseSigningKey, parseVerifyingKey, type SigningKey, type VerifyingKey } from "@loadline/protocol/signature";
import { readText } from "@loadline/runtime/settings";
import type { RecommenderConfig } from "./config.ts";

// Readable by others, or writable by the group: then others may publish as this recommender.
const forbiddenMode = 0o027;

/**
 * The key in a file that only its owner, and at most its group, can read.
 * @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID
 */
export const readSigningKey = (path: string): SigningKey => {
  const pem = readText(path);
  const { mode } = statSync(path);
  if ((mode & forbiddenMode) !== 0) {
    const expected = "a file that others cannot read; run: chmod 600 on it";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "signingKey", value: path, expected });
  }
  return parseSigningKey(pem);
};

/** @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID for a file that holds no Ed25519 public key */
export const keysIn = (paths: string | null): VerifyingKey[] =>
  (paths?.split(",") ?? []).map((path) => parseVerifyingKey(readText(path.trim())));

/** The keys that actuators trust: the recommender's own and the configured ones; null where there is none. */
export const trustedKeys = ({ verifyingKeys }: RecommenderConfig, signingKey: SigningKey | null) => {
  const keys = keysIn(verifyingKeys);
  if (signingKey !== null) keys.push(signingKey.verifyingKey);
  return keys.length === 0 ? null : keys;
};

import { parseVerifyingKey, type VerifyingKey } from "@loadline/wire/signature";
import type { Command } from "commander";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";
import { userPath } from "../user-path.ts";

/** Public keys that events are checked with; null: they are shown unchecked. */
export type TrustedKeys = readonly VerifyingKey[] | null;

export const keyOptionsSchema = z.object({
  publicKey: z.array(z.string().min(1, "the path of a file")).optional(),
});

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

export const declareKeys = (command: Command): Command =>
  command.option(
    "--public-key <path>",
    "PEM file of a key that signs recommendations; may be given again. Others are left out",
    collect,
  );

/** @throws LL_FILE_UNREADABLE, LL_CONFIG_INVALID for a file that holds no Ed25519 public key */
export const trustedKeys = async (
  { publicKey }: z.infer<typeof keyOptionsSchema>,
  context: CliContext,
): Promise<TrustedKeys> => {
  if (publicKey === undefined) return null;
  const texts = await Promise.all(publicKey.map((path) => readTextFile(userPath(path, context))));
  return texts.map((text) => parseVerifyingKey(text));
};

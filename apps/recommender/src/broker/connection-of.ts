import { readFileSync } from "node:fs";
import { LoadlineError } from "@loadline/core";
import { type ConnectSettings, rotatedPassword } from "@loadline/wire/nats";
import type { RecommenderConfig } from "../config.ts";

const readPassword = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};

/**
 * With an account replies come on a subject that only it may listen to. Once it runs it outlasts refusals: the broker's
 * accounts and the password file are changed one after the other. @throws LL_FILE_UNREADABLE
 */
export const connectionOf = ({ server, natsUser, natsPasswordFile }: RecommenderConfig): ConnectSettings => ({
  server,
  name: "loadline-recommender",
  wait: false,
  outlastsRefusals: true,
  ...(natsUser === null ? {} : { user: natsUser, inboxPrefix: `_INBOX_${natsUser}` }),
  ...(natsPasswordFile === null ? {} : { password: rotatedPassword(() => readPassword(natsPasswordFile)) }),
});

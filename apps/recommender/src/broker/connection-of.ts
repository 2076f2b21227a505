import { readFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import type { ConnectSettings } from "@loadline/wire/nats";
import type { RecommenderConfig } from "../config.ts";

const readPassword = async (path: string): Promise<string> => {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};

/** With an account replies come on a subject that only it may listen to. @throws LL_FILE_UNREADABLE */
export const connectionOf = async ({
  server,
  natsUser,
  natsPasswordFile,
}: RecommenderConfig): Promise<ConnectSettings> => ({
  server,
  name: "loadline-recommender",
  wait: false,
  ...(natsUser === null ? {} : { user: natsUser, inboxPrefix: `_INBOX_${natsUser}` }),
  ...(natsPasswordFile === null ? {} : { password: await readPassword(natsPasswordFile) }),
});

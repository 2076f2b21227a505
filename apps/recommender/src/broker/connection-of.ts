import { type ConnectSettings, rotatedPassword } from "@loadline/wire/nats";
import { readText } from "@loadline/wire/settings";
import type { RecommenderConfig } from "../config.ts";

/**
 * With an account replies come on a subject that only it may listen to. Once it runs it outlasts refusals: the broker's
 * accounts and the password file are changed one after the other. @throws LL_FILE_UNREADABLE
 */
export const connectionOf = (config: RecommenderConfig): ConnectSettings => {
  const { server, natsUser, natsPasswordFile } = config;
  return {
    server,
    security: config,
    name: "loadline-recommender",
    wait: false,
    outlastsRefusals: true,
    ...(natsUser === null ? {} : { user: natsUser, inboxPrefix: `_INBOX_${natsUser}` }),
    ...(natsPasswordFile === null ? {} : { password: rotatedPassword(() => readText(natsPasswordFile)) }),
  };
};

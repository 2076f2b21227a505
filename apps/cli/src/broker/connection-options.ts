import type { Command } from "commander";
import { z } from "zod";

export const connectionOptionsSchema = z.object({
  server: z.string().optional(),
  user: z.string().min(1, "a user name").optional(),
  passwordFile: z.string().min(1, "the path of a file").optional(),
});
export type ConnectionOptions = z.infer<typeof connectionOptionsSchema>;

export const declareConnection = (command: Command): Command =>
  command
    .option("--server <url>", "NATS server; default: LOADLINE_SERVER, else that of a running demo")
    .option("--user <name>", "user of the NATS server")
    .option("--password-file <path>", "file that holds the user's password");

import { inflateSync } from "node:zlib";
import { connectNats } from "@loadline/wire/nats";
import { jetstream } from "@nats-io/jetstream";

/** The least that a consumer can do with telemetry: receive it in order, inflate, parse. What the recommender is held to. */
export const parseOnly = async (server: string): Promise<void> => {
  const connection = await connectNats({ server, name: "parse-only", wait: false });
  const consumer = await jetstream(connection).consumers.get("LOADLINE_TELEMETRY", { deliver_policy: "new" });
  process.stdout.write(`${JSON.stringify({ following: true })}\n`);
  let count = 0;
  for await (const message of await consumer.consume({ max_messages: 2_000 })) {
    const value = JSON.parse(inflateSync(message.data).toString("utf8")) as { readonly seq: number };
    if (value.seq >= 0) count += 1;
    if (count % 1_000 === 0) process.stdout.write(`${JSON.stringify({ parsed: count })}\n`);
  }
};

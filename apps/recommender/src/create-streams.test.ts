import { startTestNatsServer } from "@loadline/servers";
import { connectNats, requireStreams } from "@loadline/wire/nats";
import { expect, test } from "vitest";
import { RecommenderConfig } from "./config.ts";
import { createStreams } from "./create-streams.ts";

test("streams and buckets are created, and a second time changes nothing", async () => {
  const server = await startTestNatsServer();
  try {
    const config = RecommenderConfig.parse({ server: server.url, plan: "kv:prod-eu" });
    await createStreams(config);
    await createStreams(config);
    const connection = await connectNats({ server: server.url, name: "test" });
    await expect(requireStreams(connection)).resolves.toBeUndefined();
    await connection.close();
  } finally {
    await server.stop();
  }
});

test("a broker that does not answer is named", async () => {
  const config = RecommenderConfig.parse({ server: "nats://127.0.0.1:9", plan: "kv:prod-eu" });
  await expect(createStreams(config)).rejects.toMatchObject({ code: "LL_NATS_UNREACHABLE" });
});

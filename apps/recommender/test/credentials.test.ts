import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, waitFor } from "@loadline/servers";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { startRecommender } from "../src/recommender.ts";
import { systemClock } from "../src/settings/clock.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { planText } from "./lab.ts";

let cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean();
  cleanups = [];
});

const until = (what: string, done: () => Promise<boolean>): Promise<true> =>
  waitFor(async () => (await done()) || null, { what });

/** By itself the client library gives up at the second refusal. */
const refusalsToOutlast = 4;

const accounts = (password: string, rights = ""): string =>
  `authorization { users: [ { user: "publisher", password: "${password}"${rights} }, { user: "admin", password: "p" } ] }`;

test.each([
  {
    name: "a password that the broker refuses for a while is used again until it is taken",
    mended: "p",
    storedPassword: "p",
  },
  {
    name: "a password that was changed at the broker is taken from its file",
    mended: "another",
    storedPassword: "another",
  },
])("$name", async ({ mended, storedPassword }) => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-credentials-"));
  const [config, plan, natsPasswordFile] = ["nats.conf", "plan.yaml", "password"].map((name) => join(folder, name));
  await writeFile(config ?? "", accounts("p"));
  await writeFile(plan ?? "", planText);
  await writeFile(natsPasswordFile ?? "", "p\n");
  const server = await startTestNatsServer({ config: config ?? "" });
  cleanups.push(() => rm(folder, { recursive: true, force: true }), server.stop);
  const admin = await connectNats({ server: server.url, name: "test", user: "admin", password: "p" });
  await ensureStreams(admin);
  cleanups.push(() => admin.close());
  const recommender = await startRecommender({
    config: RecommenderConfig.parse({
      server: server.url,
      plan,
      natsUser: "publisher",
      natsPasswordFile,
      intervalSeconds: 0.2,
      listen: "127.0.0.1:0",
    }),
    clock: systemClock,
    logger: pino({ level: "silent" }),
  });
  cleanups.push(recommender.stop);
  const isReady = async (): Promise<boolean> => (await fetch(`http://${recommender.address}/readyz`)).ok;
  await until("readiness", isReady);
  await server.halt();
  await writeFile(config ?? "", accounts("another"));
  await server.resume();
  await until("that it is reported", async () => !(await isReady()));
  const refusals = async (): Promise<number> =>
    (await readFile(join(server.folder, "log"), "utf8")).split('authentication error - User "publisher"').length - 1;
  await until("several refusals", async () => (await refusals()) >= refusalsToOutlast);
  await writeFile(natsPasswordFile ?? "", `${storedPassword}\n`);
  await server.halt();
  await writeFile(config ?? "", accounts(mended));
  await server.resume();
  await until("readiness after that", isReady);
  expect(await isReady()).toBe(true);
});

test.each([
  {
    name: "at the start a refusal is reported at once",
    config: accounts("another"),
    expected: { code: "LL_NATS_REFUSED" },
  },
  {
    name: "an account that may not read a stream is reported with its name",
    config: accounts("p", ', permissions: { publish: { deny: ["$JS.API.CONSUMER.CREATE.LOADLINE_HEALTH.>"] } }'),
    expected: { code: "LL_NATS_REFUSED", detail: expect.objectContaining({ user: "publisher" }) },
  },
])("$name", async ({ config: text, expected }) => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-credentials-"));
  const [config, plan, natsPasswordFile] = ["nats.conf", "plan.yaml", "password"].map((name) => join(folder, name));
  await writeFile(config ?? "", text);
  await writeFile(plan ?? "", planText);
  await writeFile(natsPasswordFile ?? "", "p\n");
  const server = await startTestNatsServer({ config: config ?? "" });
  cleanups.push(() => rm(folder, { recursive: true, force: true }), server.stop);
  const admin = await connectNats({ server: server.url, name: "test", user: "admin", password: "p" });
  await ensureStreams(admin);
  cleanups.push(() => admin.close());
  const settings = { server: server.url, plan, natsUser: "publisher", natsPasswordFile, listen: "127.0.0.1:0" };
  const started = startRecommender({
    config: RecommenderConfig.parse(settings),
    clock: systemClock,
    logger: pino({ level: "silent" }),
  });
  await expect(started).rejects.toMatchObject(expected);
});

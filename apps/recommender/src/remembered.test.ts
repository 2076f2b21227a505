import { emptyLoadForecast } from "@loadline/core";
import { pino } from "pino";
import { expect, test } from "vitest";
import { MemoryBroker } from "../test/memory-broker.ts";
import { Checkpoint } from "./checkpoint/checkpoint.ts";
import { Speaker } from "./emit/speaker.ts";
import { noFailpoint } from "./failpoint.ts";
import { checkpointFrom, rememberedFrom } from "./remembered.ts";

const speaker = await Speaker.recover(
  {
    broker: new MemoryBroker(),
    logger: pino({ level: "silent" }),
    cluster: "lab",
    deployment: "chat",
    heartbeatSeconds: 30,
    newId: () => "id",
    sign: (event) => event,
    leads: () => true,
    failpoint: noFailpoint,
  },
  { epoch: 1, last: null },
);

const begun = rememberedFrom({ checkpoint: null, forecast: emptyLoadForecast }, speaker);
test("a successor knows which nodes served, also from a checkpoint of an earlier version", () => {
  const servingNodes = { a: 5, b: 3 };
  const kept = checkpointFrom({ ...begun, servingNodes }, { sequence: 1, stream: "s" }, 10);
  const earlier = { ...kept, replaced: { c: { at: 2, by: ["a/x"] } }, late: ["a/y"] };
  for (const written of [kept, earlier]) {
    const checkpoint = Checkpoint.parse(JSON.parse(JSON.stringify(written)));
    expect(rememberedFrom({ checkpoint, forecast: null }, speaker).servingNodes).toEqual(servingNodes);
  }
});

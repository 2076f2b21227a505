import { emptyLoadForecast } from "@loadline/core";
import { pino } from "pino";
import { expect, test } from "vitest";
import { MemoryBroker } from "../test/memory-broker.ts";
import { Checkpoint } from "./checkpoint/checkpoint.ts";
import { checkpointFrom, stateFrom } from "./deployment-state.ts";
import { RecommendationPublisher } from "./emit/recommendation-publisher.ts";
import { noFailpoint } from "./failpoint.ts";

const publisher = await RecommendationPublisher.recover(
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

const begun = stateFrom({ checkpoint: null, forecast: emptyLoadForecast }, publisher);
test("a successor knows which nodes served, also from a checkpoint of an earlier version", () => {
  const servingNodes = { a: 5, b: 3 };
  const retained = checkpointFrom({ ...begun, servingNodes }, { sequence: 1, stream: "s" }, 10);
  const earlier = { ...retained, replaced: { c: { at: 2, by: ["a/x"] } }, late: ["a/y"] };
  for (const written of [retained, earlier]) {
    const checkpoint = Checkpoint.parse(JSON.parse(JSON.stringify(written)));
    expect(stateFrom({ checkpoint, forecast: null }, publisher).servingNodes).toEqual(servingNodes);
  }
});

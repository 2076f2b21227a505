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
const kept = (held: typeof begun.held): unknown =>
  JSON.parse(JSON.stringify(checkpointFrom({ ...begun, held }, { sequence: 1, stream: "s" }, 10)));

test("a successor knows which nodes are silent, what stood in for them and what cannot", () => {
  const held = {
    holders: { a: 5, b: 3 },
    replaced: { c: { at: 2, by: ["a/x"] } },
    late: ["a/y"],
  };
  const checkpoint = Checkpoint.parse(kept(held));
  expect(rememberedFrom({ checkpoint, forecast: null }, speaker).held).toEqual(held);
});

test("a checkpoint from before that was kept is read: its holders stand, nothing was replaced", () => {
  const { replaced, late, ...old } = kept({ ...begun.held, holders: { a: 5 } }) as Record<string, unknown>;
  expect([replaced, late]).toEqual([{}, []]);
  const { held } = rememberedFrom({ checkpoint: Checkpoint.parse(old), forecast: null }, speaker);
  expect(held).toEqual({ holders: { a: 5 }, replaced: {}, late: [] });
});

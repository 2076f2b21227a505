import { capacityLedger } from "@loadline/core";
import type { Ledger } from "@loadline/wire";
import { expect, test } from "vitest";
import { expectGoldens, plainView } from "../../test/golden.ts";
import { eventWith } from "../../test/recommendation-event.ts";
import { renderLedger } from "./render-ledger.ts";

const rows = capacityLedger({
  planned: 12,
  desired: 10,
  serving: 6,
  starting: 1,
  draining: 0,
  notAnswering: 1,
  stale: 1,
  obstacle: "no-capacity",
  spare: 1,
  gpusPerReplica: 2,
  rates: { planned: 9.6, modelled: 7.2, effective: 6.9 },
});

const ledger: Ledger = {
  rows: rows.map(({ causes, ...row }) => ({ ...row, causes: [...causes] })),
  needed: { now: 38, atLeadTime: 44.2, atPlannedPeak: 90 },
};

test("a ledger reads as its golden files, narrow and as wide as a terminal", () => {
  expectGoldens((view) => renderLedger(eventWith({}), ledger, view), "ledger");
});

test("a cause that a newer recommender names is shown without a text", () => {
  const newer = {
    ...ledger,
    rows: [{ ...ledger.rows[0], causes: [{ cause: "x", replicas: -1, gpus: -2, requestsPerSecond: null }] }],
  };
  const text = renderLedger(eventWith({}), newer as Ledger, plainView(100));
  expect(text).toContain("unknown");
});

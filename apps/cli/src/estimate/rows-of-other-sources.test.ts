import { parseMeasuredRows } from "@loadline/calibration";
import { describe, expect, test } from "vitest";
import { sample } from "../../test/golden.ts";
import { answerLine } from "./answer.ts";

/** Invented rows in the names and layouts of clouds, vendors, engines and benchmark clients. */
const lines = sample("rows-of-other-sources.jsonl")
  .trim()
  .split("\n")
  .map((text) => ({ text, row: JSON.parse(text) as { id: string; model: string; gpu: string; engine: string } }));

const named = lines.map(({ text, row }) => ({ name: `${row.model} on ${row.gpu} under ${row.engine}`, text }));

describe("a row of another source is answered: ", () => {
  test.each(named)("$name", ({ text }) => {
    const answer = answerLine(text, 1);
    if ("error" in answer) throw new Error(answer.error.message);
    if (!answer.fits) expect(answer.notes?.join(" ")).toContain("to make it fit");
    else expect(answer.timeToFirstTokenSeconds?.mean).toBeGreaterThan(0);
  });
});

test("the same rows with a measurement are rows to calibrate by, where they are of a closed loop of a decoder", () => {
  const measured = { interTokenLatencySeconds: { mean: 0.02 }, timeToFirstTokenSeconds: { mean: 0.3 } };
  const closed = lines
    .map(
      ({ row }) =>
        ({ ...row, measured }) as { load?: { concurrency?: number }; outputTokens?: number; inputTokens?: number },
    )
    .filter(({ load, outputTokens, inputTokens }) => load?.concurrency !== undefined && outputTokens && inputTokens);
  const { rows, refused } = parseMeasuredRows(closed.map((row) => JSON.stringify(row)).join("\n"));
  expect(refused).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
});

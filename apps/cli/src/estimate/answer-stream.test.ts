import { parseMeasuredRows } from "@loadline/calibration";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sample } from "../../test/golden.ts";
import { memoryContext } from "../../test/memory-context.ts";
import { answerLine } from "./answer.ts";
import { answerStream, linesOf } from "./answer-stream.ts";

const good = (id: string): string =>
  JSON.stringify({
    id,
    model: "llama-3.1-8b",
    gpu: "h100",
    inputTokens: 100,
    outputTokens: 100,
    load: { saturated: true },
  });

const idsOf = (text: string): readonly unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: unknown }).id);

test("every line is answered in its order, however the input is cut, and empty lines are skipped", async () => {
  const text = `${good("a")}\n\r\n${good("b")}\r\n\n${good("c")}`;
  const stdin = text.match(/[\s\S]{1,7}/g) ?? [];
  const memory = memoryContext({ stdin });
  expect(await answerStream(memory.context)).toBe(0);
  expect(idsOf(memory.stdout())).toEqual(["a", "b", "c"]);
  expect(memory.stderr()).toBe("");
});

test("a bad line is answered with its number in the file, the others are answered, and the exit code is 1", async () => {
  const memory = memoryContext({ stdin: [`${good("a")}\n\nnonsense\n${good("b")}\n`] });
  expect(await answerStream(memory.context)).toBe(1);
  expect(idsOf(memory.stdout())).toEqual(["a", null, "b"]);
  expect(memory.stdout()).toContain("line 3");
  expect(memory.stderr()).toBe("3 lines answered, 1 with an error\n");
});

test("a run of more than a second reports its progress on stderr", async () => {
  let seconds = 0;
  const now = (): number => {
    seconds += 0.6;
    return seconds;
  };
  const memory = memoryContext({ stdin: [`${good("a")}\n${good("b")}\n`], now });
  expect(await answerStream(memory.context)).toBe(0);
  expect(memory.stderr()).toBe("2 lines answered, 0 with an error\n");
});

test("answers of lines that came in one group are written in one, before the next lines are waited for", async () => {
  let writes = 0;
  const memory = memoryContext({ now: () => 0, onOutput: () => void writes++ });
  async function* typed(): AsyncGenerator<string> {
    yield `${good("a")}\n${good("b")}\n${good("c")}\n`;
    expect(idsOf(memory.stdout())).toEqual(["a", "b", "c"]);
    expect(writes).toBe(1);
    yield `${good("d")}\n`;
    expect(idsOf(memory.stdout())).toEqual(["a", "b", "c", "d"]);
  }
  expect(await answerStream({ ...memory.context, stdin: typed() })).toBe(0);
  expect(writes).toBe(2);
});

test("slow answers are written while more lines are at hand", async () => {
  let [seconds, writes] = [0, 0];
  const now = (): number => {
    seconds += 0.03;
    return seconds;
  };
  const memory = memoryContext({ now, onOutput: () => void writes++, stdin: [`${good("a")}\n`.repeat(4)] });
  expect(await answerStream(memory.context)).toBe(0);
  expect(writes).toBe(2);
});

test("no input is no answer and no error", async () => {
  const memory = memoryContext();
  expect(await answerStream(memory.context)).toBe(0);
  expect(memory.stdout()).toBe("");
});

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size);
}

const collect = async (groups: AsyncIterable<readonly string[]>): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const lines of groups) found.push(...lines);
  return found;
};

test("lines are the same however the bytes are cut, through characters too", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[aé🙂 ]*$/u), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const text = lines.map((line) => `${line}\n`).join("");
        expect(await collect(linesOf(bytesOf(text, size)))).toEqual(lines);
      },
    ),
  ));

test("the last line needs no line feed, and carriage returns are dropped", async () => {
  expect(await collect(linesOf(bytesOf("a\r\nb", 2)))).toEqual(["a", "b"]);
});

/** Invented rows in the names and layouts of clouds, vendors, engines and benchmark clients. */
const rowsOfOthers = sample("rows-of-other-sources.jsonl")
  .trim()
  .split("\n")
  .map((text) => ({ text, row: JSON.parse(text) as { id: string; model: string; gpu: string; engine: string } }));

const named = rowsOfOthers.map(({ text, row }) => ({ name: `${row.model} on ${row.gpu} under ${row.engine}`, text }));

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
  const closed = rowsOfOthers
    .map(
      ({ row }) =>
        ({ ...row, measured }) as { load?: { concurrency?: number }; outputTokens?: number; inputTokens?: number },
    )
    .filter(({ load, outputTokens, inputTokens }) => load?.concurrency !== undefined && outputTokens && inputTokens);
  const { rows, refused } = parseMeasuredRows(closed.map((row) => JSON.stringify(row)).join("\n"));
  expect(refused).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
});

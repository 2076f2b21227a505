import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "./lines.ts";

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

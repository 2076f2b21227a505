import { describe, expect, test } from "vitest";
import { firstBlock } from "./npm-packages.ts";

describe("the first block of a README", () => {
  test.each([
    {
      name: "commands",
      readme: "# a\n```sh\nrun\n```\n```ts\ncode\n```\n",
      expected: { language: "sh", text: "run\n" },
    },
    { name: "code", readme: "```json\n{}\n```\n```ts\ncode\n```\n", expected: { language: "ts", text: "code\n" } },
    {
      name: "what is not run is passed over",
      readme: "```sh no-run\n# needs a broker\n```\n```sh\nrun\n```\n",
      expected: { language: "sh", text: "run\n" },
    },
  ])("$name", ({ readme, expected }) => expect(firstBlock(readme)).toEqual(expected));

  test("none is a fault of the release", () => expect(() => firstBlock("# a\n")).toThrow(/no block/));
});

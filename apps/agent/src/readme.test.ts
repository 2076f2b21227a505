import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsTable } from "../test/settings-table.ts";

const readme = new URL("../README.md", import.meta.url);
const [begin, end] = ["<!-- settings: begin -->", "<!-- settings: end -->"] as const;

test("the table of settings has every key with its flag, default and meaning, as in the code", () => {
  const text = readFileSync(readme, "utf8");
  const [before, rest = ""] = text.split(begin);
  const [between = "", after] = rest.split(end);
  const wanted = `\n\n${settingsTable()}\n\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(readme, `${before}${begin}${wanted}${end}${after}`);
  else expect(between).toBe(wanted);
});

import { describe, expect, test } from "vitest";
import { commands } from "./commands/index.ts";
import { parseCommandLine } from "./parse-command-line.ts";

const cli = { commands, version: "0", columns: 60 };

const examples = commands.flatMap(({ name, examples: own }) => own.map(({ line }) => ({ name, line })));

test.each(examples)("the example `$line` is a command line of $name", ({ name, line }) => {
  const [program, ...args] = line.replace(/ [<>] \S+/g, "").split(" ");
  expect(program).toBe("loadline");
  const parsed = parseCommandLine(args, cli);
  expect(parsed.kind === "run" && parsed.command.name).toBe(name);
});

describe.each(commands.map(({ name }) => name))("loadline %s --help", (name) => {
  const parsed = parseCommandLine([name, "--help"], cli);
  const text = parsed.kind === "answer" ? parsed.text : "";

  test("shows examples and offers JSON", () => {
    expect(text).toContain("Examples:");
    expect(text).toContain("--json");
  });

  test("keeps all but the lines to copy within 60 columns", () => {
    const lines = text.split("\n").filter((line) => !line.startsWith("  loadline "));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });
});

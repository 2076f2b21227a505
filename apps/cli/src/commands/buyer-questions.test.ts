import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

const page = readFileSync(new URL("../../../../docs/accuracy/buyer.md", import.meta.url), "utf8");
const entry = /^## \d+\. (.+)\n\n```\nloadline (.+)\n```\n\n- expected: (.+)\n- why: .+$/gm;
const questions = [...page.matchAll(entry)].map(([, question = "", line = "", expected = ""]) => ({
  question,
  line,
  expected: expected.split("; "),
}));

const field = (answer: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | null)?.[key] ?? null, answer);

const numberOf = (text: string): number => Number(text);

/** `path` = value, with "± x %" behind it, or a factor × `path`. */
const isField =
  /^`(?<path>[^`]+)` = (?:(?<factor>[\d.e-]+) × `(?<other>[^`]+)`|(?<value>.+?)(?: ± (?<percent>[\d.]+) %)?)$/;

const expectField = (expectation: string, stdout: string): void => {
  const { path = "", factor, other = "", value = "", percent } = isField.exec(expectation)?.groups ?? {};
  expect(path, expectation).not.toBe("");
  const answer: unknown = JSON.parse(stdout);
  const found = field(answer, path);
  const wanted = factor === undefined ? numberOf(value) : numberOf(factor) * Number(field(answer, other));
  if (Number.isNaN(wanted)) expect(String(found), expectation).toBe(value);
  else
    expect(Math.abs(Number(found) / wanted - 1), `${expectation}: ${found}`).toBeLessThanOrEqual(
      percent === undefined ? 1e-6 : numberOf(percent) / 100,
    );
};

test("there are fifty questions", () => {
  expect(questions).toHaveLength(50);
});

// The day on which quotes are held against: half a year and more after those that are called old.
const now = (): number => Date.parse("2026-12-02") / 1000;

test.each(questions)("$question", async ({ line, expected }) => {
  const { code, stdout, stderr } = await runLine(line, { columns: 80, now });
  const text = `${stdout} ${stderr}`.replaceAll(/\s+/g, " ");
  const exit = expected.find((one) => one.startsWith("exit "));
  expect(code, stderr).toBe(exit === undefined ? 0 : Number(exit.slice("exit ".length)));
  for (const one of expected) {
    const [, verb, quoted = ""] = /^(says|not) `(.+)`$/.exec(one) ?? [];
    if (verb === "says") expect(text).toContain(quoted);
    else if (verb === "not") expect(text).not.toContain(quoted);
    else if (one !== exit) expectField(one, stdout);
  }
});

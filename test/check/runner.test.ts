import { describe, expect, test } from "vitest";
import { readVitestReport } from "./runner.ts";

const report = (over: object): string =>
  JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 0, ...over });

describe("readVitestReport", () => {
  test.each([
    { name: "a green run counts its tests", text: report({}), code: 0, expected: { passed: 5, failed: 0, skipped: 0 } },
    {
      name: "failed tests are counted one by one",
      text: report({ numFailedTests: 2, numFailedTestSuites: 1 }),
      code: 1,
      expected: { passed: 5, failed: 2, skipped: 0 },
    },
    {
      name: "a file that does not load is a failure although no test failed",
      text: report({ numFailedTestSuites: 1 }),
      code: 1,
      expected: { passed: 5, failed: 1, skipped: 0 },
    },
    {
      name: "an exit code without a failed test is a failure",
      text: report({}),
      code: 1,
      expected: { passed: 5, failed: 1, skipped: 0 },
    },
    { name: "no report at all is a failure", text: null, code: 0, expected: { passed: 0, failed: 1, skipped: 0 } },
    {
      name: "skipped tests are not passed ones",
      text: report({ numPendingTests: 3 }),
      code: 0,
      expected: { passed: 5, failed: 0, skipped: 3 },
    },
  ])("$name", ({ text, code, expected }) => {
    expect(readVitestReport(text, code)).toMatchObject(expected);
  });

  test("names each failed test, and each file that did not load, with the first line of its error", () => {
    const test = (status: string, fullName: string) => ({ status, fullName, failureMessages: ["first\nsecond"] });
    const testResults = [
      {
        name: "a.test.ts",
        status: "failed",
        message: "",
        assertionResults: [test("failed", "a b"), test("passed", "c")],
      },
      { name: "d.test.ts", status: "failed", message: "no such module\nat d", assertionResults: [] },
      { name: "e.test.ts", status: "passed", message: "", assertionResults: [test("passed", "f")] },
    ];
    const text = report({ numFailedTests: 1, numFailedTestSuites: 2, testResults });
    expect(readVitestReport(text, 1).failures).toEqual(["a.test.ts: a b: first", "d.test.ts: no such module"]);
  });
});

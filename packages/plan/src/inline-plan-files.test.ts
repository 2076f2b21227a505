import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inlinePlanFiles } from "./inline-plan-files.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-plan-files-"));
beforeAll(() => {
  execFileSync("mkfifo", [join(folder, "pipe")]);
  writeFileSync(join(folder, "large"), "");
  truncateSync(join(folder, "large"), 2 ** 30);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A plan may come from a bucket of the broker or a pull request: what it names may not stop whoever reads it.
test.each([
  { file: "/dev/zero", detail: "it is no regular file" },
  { file: "pipe", detail: "it is no regular file" },
  { file: ".", detail: "it is a folder" },
  { file: "large", detail: "it has more than 16777216 bytes" },
])("a plan that names $file is refused at once", ({ file, detail }) => {
  for (const text of [`models: [{ file: ${file} }]`, `registry: { file: ${file} }`])
    expect(() => inlinePlanFiles(text, join(folder, "plan.yaml"))).toThrow(
      expect.objectContaining({ code: "LL_FILE_UNREADABLE", detail: expect.objectContaining({ detail }) }),
    );
});

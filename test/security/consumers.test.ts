import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyRecommendation } from "@loadline/protocol/signature";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import { keysOf, vectorFile, vectors } from "../vectors/make-vectors.ts";

const path = join(repositoryRoot, "test/vectors/recommendations.json");
const consumers = join(repositoryRoot, "examples/consumers");

const expected = vectors.map(({ name, expected: outcome }) => `${name}: ${outcome}`);
const lines = (output: string): readonly string[] => output.trim().split("\n");
const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const go = ["go", "/usr/local/go/bin/go"].find((program) => has(program, "version"));
/** Compiling the standard library once takes most of it. */
const goMilliseconds = 600_000;
const hasPython = has("python3", "-c", "import cryptography");

test("the committed file has the vectors that are made here, 30 or more", () => {
  const text = `${JSON.stringify(vectorFile, null, 1)}\n`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
  expect(vectors.length).toBeGreaterThanOrEqual(30);
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
});

describe("every vector has its outcome", () => {
  test.each(vectors)("in TypeScript: $name", (vector) => {
    const outcome = verifyRecommendation(
      { subject: vector.subject, data: Buffer.from(vector.data, "base64") },
      { keys: keysOf(vector), now: vector.now, accepted: new Map(Object.entries(vector.accepted)) },
    );
    expect(outcome.kind === "accepted" ? "accepted" : outcome.reason).toBe(vector.expected);
  });

  test.skipIf(!hasPython)("in Python", () => {
    const output = execFileSync("python3", ["-B", "vectors.py", path], {
      cwd: join(consumers, "python"),
      encoding: "utf8",
    });
    expect(lines(output)).toEqual(expected);
  });

  test.skipIf(go === undefined)(
    "in Go, with the standard library alone",
    () => {
      const env = {
        ...process.env,
        GOFLAGS: "-mod=mod",
        GOPROXY: "off",
        GOTOOLCHAIN: "local",
        // Kept from run to run, with an empty home folder too.
        GOCACHE: join(repositoryRoot, "node_modules/.cache/go"),
      };
      const output = execFileSync(go ?? "", ["run", "./vectors", path], {
        cwd: join(consumers, "go"),
        env,
        encoding: "utf8",
      });
      expect(lines(output)).toEqual(expected);
    },
    goMilliseconds,
  );
});

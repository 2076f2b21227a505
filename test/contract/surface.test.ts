import { readFileSync, writeFileSync } from "node:fs";
import * as calibration from "@loadline/calibration";
import * as core from "@loadline/core";
import * as simulation from "@loadline/simulation";
import * as wire from "@loadline/wire";
import * as nats from "@loadline/wire/nats";
import * as prometheus from "@loadline/wire/prometheus";
import { describe, expect, test } from "vitest";

const entries = {
  "@loadline/core": core,
  "@loadline/simulation": simulation,
  "@loadline/calibration": calibration,
  "@loadline/wire": wire,
  "@loadline/wire/nats": nats,
  "@loadline/wire/prometheus": prometheus,
};

const golden = new URL("./testdata/surface.golden.txt", import.meta.url);

describe("public surface", () => {
  test("is what was reviewed; a change is a difference in the golden file", () => {
    const surface = Object.entries(entries)
      .flatMap(([name, module]) =>
        Object.keys(module)
          .toSorted()
          .map((exported) => `${name} ${exported}`),
      )
      .join("\n");
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, `${surface}\n`);
    expect(`${surface}\n`).toBe(readFileSync(golden, "utf8"));
  });

  test("of core has at most 150 names, types included", () => {
    const index = readFileSync(new URL("../../packages/core/src/index.ts", import.meta.url), "utf8");
    const names = [...index.matchAll(/\{([^}]*)\}/g)]
      .flatMap(([, list = ""]) => list.split(","))
      .filter((name) => /\w/.test(name));
    expect(names.length).toBeGreaterThan(100);
    expect(names.length).toBeLessThanOrEqual(150);
  });
});

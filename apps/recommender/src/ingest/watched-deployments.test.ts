import { expect, test } from "vitest";
import { watchedBy } from "./watched-deployments.ts";

test("a recommender of everything watches everything", () => {
  expect(watchedBy("0/1")).toBeUndefined();
});

test("a partition watches the deployments that it decides", () => {
  const watchedIn = (partition: string): readonly string[] =>
    // FNV-1a of deployment-0 is odd, that of deployment-1 even.
    ["deployment-0", "deployment-1"].filter((name) => watchedBy(partition)?.(name));
  expect([watchedIn("0/2"), watchedIn("1/2")]).toEqual([["deployment-1"], ["deployment-0"]]);
});

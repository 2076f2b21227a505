import { expect, test } from "vitest";
import { compareOrders, isVersionFrom, versionOrder } from "./engine-version.ts";

test("versions of the engines are in the order of their releases", () => {
  const released = [
    "0.5.6.post2",
    "0.5.8",
    "0.5.8.post1",
    "0.5.10rc0",
    "v0.5.10",
    "0.5.10.post1",
    "0.19.0",
    "1.0.0rc3",
    "1.1.0rc2.post2",
    "1.2.0rc2.post2",
    "1.2.0rc6",
    "1.2.0rc6.post3",
    "1.2.0",
    "1.2.1",
  ];
  const sorted = released.toReversed().sort((a, b) => compareOrders(versionOrder(a) ?? [], versionOrder(b) ?? []));
  expect(sorted).toEqual(released);
});

test("a build of a day has no number, and counts as the newest", () => {
  expect(versionOrder("nightly-dev-20260402-d7256eb6")).toBeNull();
  expect(isVersionFrom("nightly-dev-20260402-d7256eb6", "0.14")).toBe(true);
  expect(isVersionFrom(undefined, "0.14")).toBe(true);
});

test("a version has what came before it or with it", () => {
  expect(["0.13.0", "0.14.0rc1", "0.14.0", "0.15.1", "1.0"].map((version) => isVersionFrom(version, "0.14.0"))).toEqual(
    [false, false, true, true, true],
  );
});

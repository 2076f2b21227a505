import { expect, test } from "vitest";
import { pageSettings, searchFor } from "./page-settings.ts";

test.each([
  { name: "nothing given", search: "", expected: { theme: "dark", minutes: null, refreshSeconds: 2 } },
  {
    name: "all given",
    search: "?theme=light&minutes=30&refresh=5",
    expected: { theme: "light", minutes: 30, refreshSeconds: 5 },
  },
  {
    name: "not usable",
    search: "?theme=pink&minutes=x&refresh=",
    expected: { theme: "dark", minutes: null, refreshSeconds: 2 },
  },
  { name: "out of range", search: "?minutes=-5&refresh=0", expected: { theme: "dark", minutes: 1, refreshSeconds: 1 } },
])("settings with $name", ({ search, expected }) => expect(pageSettings(search)).toEqual(expected));

test("the reader's preferred theme is the default", () => {
  expect(pageSettings("", "light").theme).toBe("light");
  expect(pageSettings("?theme=dark", "light").theme).toBe("dark");
});

test("a change keeps the other parameters of the address", () => {
  const search = searchFor("?refresh=5&theme=dark", { theme: "light", minutes: 30 });
  expect(pageSettings(search)).toEqual({ theme: "light", minutes: 30, refreshSeconds: 5 });
});

test("a range that follows the data is not in the address", () => {
  expect(searchFor("?minutes=5&theme=dark", { theme: "dark", minutes: null })).toBe("?theme=dark");
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageSettings, searchFor } from "./page-settings.ts";
import { forecastHorizon, parseRecommendations } from "./recommendations.ts";

const event = (data: Readonly<Record<string, unknown>> = {}) => ({
  specversion: "1.0",
  id: "1",
  time: "2026-11-24T15:00:00Z",
  data: {
    target: { cluster: "east", deployment: "chat", pool: "h100" },
    verdict: "scale-up",
    reason: { code: "demand-above-load-line", message: "demand is above the load line" },
    replicas: { ready: 2, currentTarget: 3, desired: 4 },
    decision: { heartbeat: false },
    ...data,
  },
});

test("an event becomes a row with its counts and its message", () => {
  expect(parseRecommendations([event()])).toEqual([
    {
      id: "1",
      time: "2026-11-24T15:00:00Z",
      cluster: "east",
      deployment: "chat",
      verdict: "scale-up",
      reason: "demand is above the load line",
      fromReplicas: 3,
      toReplicas: 4,
      horizonSeconds: null,
    },
  ]);
});

test("the horizon is that of the newest decision that has one", () => {
  const rows = parseRecommendations([event(), event({ forecast: { horizonSeconds: 15 } }), event()]);
  expect(forecastHorizon(rows)).toBe(15);
  expect(forecastHorizon([])).toBeNull();
});

test("before the first target the ready replicas are what it starts from", () => {
  const replicas = { ready: 2, currentTarget: null, desired: null };
  expect(parseRecommendations([event({ replicas })])).toMatchObject([{ fromReplicas: 2, toReplicas: null }]);
});

test("heartbeats repeat what is listed and are left out", () => {
  expect(parseRecommendations([event({ decision: { heartbeat: true } })])).toEqual([]);
});

test("whatever a server answers, reading it does not throw", () =>
  fc.assert(
    fc.property(fc.anything(), (body) => {
      expect(Array.isArray(parseRecommendations(body))).toBe(true);
    }),
  ));

describe("settings of the page", () => {
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
    {
      name: "out of range",
      search: "?minutes=-5&refresh=0",
      expected: { theme: "dark", minutes: 1, refreshSeconds: 1 },
    },
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
});

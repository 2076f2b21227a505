import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultOptions, migrateOptions, optionsVersion, views } from "./options.ts";

test("options of version 1 keep their values and open as the timeline they were", () => {
  const stored = {
    phase: "decode",
    deployments: ["chat"],
    showReplicas: false,
    showTable: true,
    staleAfterSeconds: 30,
  };
  expect(migrateOptions(stored)).toEqual({
    ...stored,
    version: optionsVersion,
    view: "timeline",
    forecastSeconds: 300,
  });
});

test("present options stay as they are", () => {
  const options = { ...defaultOptions, view: "ranking", forecastSeconds: 0 } as const;
  expect(migrateOptions(options)).toEqual(options);
});

test("what is not usable becomes its default", () => {
  const broken = { view: "constructor", phase: 3, deployments: "chat", showTable: "yes", staleAfterSeconds: -1 };
  expect(migrateOptions(broken)).toEqual(defaultOptions);
});

test("anything stored becomes usable options, and migrating again changes nothing", () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(defaultOptions)), fc.anything())),
      (stored) => {
        const options = migrateOptions(stored);
        expect(views).toContain(options.view);
        expect(options.staleAfterSeconds).toBeGreaterThanOrEqual(1);
        expect(migrateOptions(options)).toEqual(options);
      },
    ),
  ));

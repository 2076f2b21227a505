import { readFileSync } from "node:fs";
import { join } from "node:path";
import i18next from "i18next";
import { afterEach, describe, expect, test } from "vitest";
import enUs from "./en-US.json";
import { hasText, t } from "./text.ts";

const language = async (language: string, texts: object): Promise<void> => {
  await i18next.init({ lng: language, resources: {}, fallbackLng: "en-US" });
  i18next.addResourceBundle(language, "loadline-capacity-panel", texts);
};

afterEach(() => i18next.init({ lng: "en-US", resources: {} }));

test("without a language it is the English text", () => {
  expect(t("exhaustion.beyond", { time: "2 min" })).toBe("not within 2 min");
});

test("one and many have different texts", () => {
  expect([1, 2, 0].map((count) => t("fleet.gpus", { count }))).toEqual(["1 GPU", "2 GPUs", "0 GPUs"]);
});

test("a translation that Grafana has loaded stands in place of the English text, with its own plural", async () => {
  await language("de-DE", {
    exhaustion: { beyond: "nicht in den nächsten {{time}}" },
    fleet: { nodes_one: "{{count}} Knoten", nodes_other: "{{count}} Knoten" },
  });
  expect(t("exhaustion.beyond", { time: "2 min" })).toBe("nicht in den nächsten 2 min");
  expect(t("fleet.nodes", { count: 3 })).toBe("3 Knoten");
  expect(t("view.ledger")).toBe("Ledger");
});

test("a value that is written as a template stays what it is", async () => {
  const hostile = "{{count}} $t(view.ledger) {{constructor}}";
  expect(t("sentence.deployment", { name: hostile })).toBe(`Deployment ${hostile}`);
  await language("de-DE", { sentence: { deployment: "Bereitstellung {{name}}" } });
  expect(t("sentence.deployment", { name: hostile })).toBe(`Bereitstellung ${hostile}`);
});

test("an unknown code has no text", () => {
  expect(["verdict.hold", "verdict.dance", "constructor", "__proto__"].map(hasText)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("no key is the beginning of another: a translation file nests them", () => {
  const keys = Object.keys(enUs);
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
});

describe.each(["de-DE", "ja-JP"])("the catalogue %s", (language) => {
  const texts = JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), "utf8")) as Record<
    string,
    string
  >;
  const valuesIn = (text = ""): readonly string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).sort();

  test("has a text of its own for every key, with the same values", () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(enUs).sort());
    const differing = Object.entries(enUs).filter(
      ([key, text]) => valuesIn(text).join() !== valuesIn(texts[key]).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
    expect(Object.values(texts).filter((text) => text.trim() === "")).toEqual([]);
  });
});

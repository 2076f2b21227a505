import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { enginesInList } from "./pods-file.ts";

const folder = new URL("testdata/", import.meta.url);

const linesOf = (name: string): readonly string[] => {
  const engines = enginesInList(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
  if (engines === null) throw new Error(`${name} is no list of pods`);
  return [
    ...engines.found.map(
      ({ target: { id, url, deployment, engine, draining, probe, container }, by }) =>
        `${id} ${url.replace(/\/\/[^:/]+/, "//IP")} ${engine ?? (probe ? "perhaps an engine" : "any engine")} = ${deployment} by ${by}${draining ? ", draining" : ""}${container ? `, GPUs of ${container}` : ""}`,
    ),
    ...engines.left.map(
      ({ pod, container, reason }) => `- ${pod}${container === null ? "" : `/${container}`}: ${reason}`,
    ),
  ];
};

const lists = readdirSync(folder).filter((name) => name.endsWith(".json"));

test("there are twelve lists", () => expect(lists).toHaveLength(12));

test.each(lists)("engines and deployments in %s, and why the rest is left out", async (name) =>
  expect(linesOf(name).join("\n")).toMatchFileSnapshot(new URL(name.replace(".json", ".txt"), folder).pathname),
);

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { configKeys as agentKeys } from "../../apps/agent/src/settings/config.ts";
import { configKeys as recommenderKeys } from "../../apps/recommender/src/settings/config.ts";

const chart = join(repositoryRoot, "deploy/helm/loadline");

interface Schema {
  readonly $schema?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
}
const schema = JSON.parse(readFileSync(join(chart, "values.schema.json"), "utf8")) as Schema;

test.each([
  { part: "agent", keys: agentKeys },
  { part: "recommender", keys: recommenderKeys },
])("of the $part the settings of its program are taken, and no other key", ({ part, keys }) => {
  const settings = schema.properties[part]?.properties["settings"];
  expect(settings?.additionalProperties).toBe(false);
  expect(Object.keys(settings?.properties ?? {})).toEqual(keys.toSorted());
});

// https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#random-data: each rendering of these differs, or rests on the cluster.
const changing =
  /\b(?:lookup|rand\w+|gen(?:PrivateKey|CA\w*|SelfSigned\w*|Signed\w*)|uuidv4|now|htpasswd|bcrypt|derivePassword|encryptAES)\b/;

test("no template rests on the cluster, on chance or on time", () => {
  const folder = join(chart, "templates");
  const templates = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(?:yaml|tpl)$/.test(name),
  );
  const actions = templates.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/\{\{-?(?! *\/\*)([\s\S]*?)\}\}/g)].map(
      ([, action = ""]) => `${name}: ${action.replace(/"(?:[^"\\]|\\.)*"/g, '""')}`,
    ),
  );
  expect(actions.length).toBeGreaterThan(200);
  expect(actions.filter((action) => changing.test(action))).toEqual([]);
});

interface GitOpsObject {
  readonly kind?: string;
  readonly spec?: { readonly values?: object; readonly source?: { readonly helm: { readonly valuesObject: object } } };
}

test("the values of the guide to Argo CD and Flux are those of the chart", () => {
  const text = readFileSync(join(repositoryRoot, "docs/guides/gitops.md"), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = ""]) => parse(block) as GitOpsObject);
  const values = blocks.flatMap((block) => {
    const { kind, spec } = block;
    if (spec === undefined) return [block];
    return spec.values ?? (kind === "Application" ? spec.source?.helm.valuesObject : null) ?? [];
  });
  const { $schema: _, ...rules } = schema;
  const isValid = new Ajv({ strict: false }).compile(rules);
  expect(values.length).toBe(3);
  expect(values.filter((one) => !isValid(one))).toEqual([]);
  expect(isValid({ secrets: { generated: false } })).toBe(false);
});

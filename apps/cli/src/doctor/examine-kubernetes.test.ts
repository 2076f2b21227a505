import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../../test/memory-context.ts";
import type { Check } from "./checks.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-preflight-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (value: object): string => `echo '${JSON.stringify(value)}'`;
const good = {
  "get namespace loadline -o json": json({ metadata: { labels: {} } }),
  "get storageclasses -o json": json({
    items: [{ metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } }],
  }),
  "get namespaces -l loadline.io/monitoring=true -o name": "echo namespace/monitoring",
  "auth can-i *": "echo yes",
  "api-resources --api-group=keda.sh -o name": "echo scaledobjects.keda.sh",
  "get apiservice v1beta1.external.metrics.k8s.io -o name": "echo apiservice",
};

/** The checks where kubectl answers so. */
const checked = async (answers: Readonly<Record<string, string>>, ...more: readonly string[]) => {
  const cases = Object.entries({ ...good, ...answers })
    .map(([args, answer]) => `${args.replaceAll(" ", "\\ ")}) ${answer} ;;`)
    .join("\n");
  const path = join(folder, "kubectl");
  writeFileSync(path, `#!/bin/sh\ncase "$*" in\n${cases}\n*) echo "unexpected: $*" >&2; exit 2 ;;\nesac\n`);
  chmodSync(path, 0o755);
  const env = { PATH: `${folder}:${process.env["PATH"]}` };
  const { code, stdout } = await run(["doctor", "--preflight", "loadline", "--json", ...more], { env });
  return { code, checks: JSON.parse(stdout) as readonly Check[] };
};

test("a cluster that has everything passes, without a broker", async () => {
  const { code, checks } = await checked({});
  expect(code).toBe(0);
  expect(checks.map(({ name, state }) => `${name}: ${state}`)).toEqual(
    ["pod security", "storage class", "monitoring", "rights", "autoscaler"].map((name) => `${name}: ok`),
  );
});

const level = (enforced: string) => json({ metadata: { labels: { "pod-security.kubernetes.io/enforce": enforced } } });

test.each([
  {
    name: "pod security",
    answers: { "get namespace loadline -o json": level("restricted") },
    advice: /agent\.podResources=false/,
  },
  {
    name: "storage class",
    answers: { "get storageclasses -o json": json({ items: [{ metadata: {} }] }) },
    advice: /nats\.storage\.className/,
  },
  {
    name: "monitoring",
    answers: { "get namespaces -l loadline.io/monitoring=true -o name": "true" },
    advice: /loadline\.io\/monitoring=true/,
  },
  { name: "rights", answers: { "auth can-i *": "echo no; exit 1" }, advice: /an account that may/ },
  {
    name: "autoscaler",
    answers: {
      "api-resources --api-group=keda.sh -o name": "true",
      "get apiservice v1beta1.external.metrics.k8s.io -o name": "exit 1",
    },
    advice: /install KEDA/,
  },
])("$name: what is missing is named with the setting that helps", async ({ name, answers, advice }) => {
  const { code, checks } = await checked(answers as Readonly<Record<string, string>>);
  expect(code).toBe(1);
  expect(checks.filter(({ state }) => state === "failed").map((one) => one.name)).toEqual([name]);
  expect(checks.find((one) => one.name === name)?.advice).toMatch(advice);
});

test("a plan that is not valid is a finding, and the other checks are made", async () => {
  const plan = join(folder, "plan.yaml");
  writeFileSync(plan, "version: 1\ncluster: demo\npools: 3\n");
  const { code, checks } = await checked({}, "--plan", plan);
  expect(code).toBe(1);
  expect(checks.map(({ name }) => name)).toEqual([
    ...["plan file", "pod security", "storage class", "monitoring", "rights", "autoscaler"],
  ]);
  expect(checks[0]).toMatchObject({ state: "failed", detail: expect.stringContaining("pools") });
});

test("what may not be read is not checked, with the reason", async () => {
  const { checks } = await checked({ "get storageclasses -o json": "echo forbidden >&2; exit 1" });
  expect(checks[1]).toMatchObject({ state: "not-checked", detail: expect.stringContaining("forbidden") });
});

import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readingVerbs, recommenderVerbs } from "../deploy/rights.ts";
import type { Manifest } from "../deploy/strict-schema.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane } from "./control-plane.ts";

const chart = join(repositoryRoot, "deploy/helm/loadline");
const manifests = join(repositoryRoot, "deploy/kubernetes");

/** As the rendered file is made: dashboards and rules are files of their own. */
const values = ["--set", "monitoring.dashboards=false", "--set", "monitoring.rules=false"];

/** In the place of images, a broker, running programs, and KEDA with its objects. */
const prelude = `set -eo pipefail
npm() { :; }; skopeo() { :; }; curl() { :; }; loadline() { :; }
kubectl() { case " $* " in *" exec "* | *" port-forward "* | *" get secret "* | *" annotate "* | *" scale "*) ;; *) command kubectl "$@" ;; esac; }
helm() { if [ "$1" != test ]; then command helm "$@"; fi; }
`;

/** The commands of each chapter of the guide, by its title. */
const guide = (): Readonly<Record<string, string>> => {
  const text = readFileSync(join(repositoryRoot, "docs/guides/kubernetes.md"), "utf8");
  const chapters = text.split(/^## /m).slice(1);
  return Object.fromEntries(
    chapters.map((chapter) => [
      chapter.slice(0, chapter.indexOf("\n")),
      [...chapter.matchAll(/^```sh no-run\n([\s\S]*?)^```/gm)].map(([, block]) => block).join(""),
    ]),
  );
};

const plan = `version: 1
cluster: prod-eu
pools: [{ name: h100, gpu: h100-sxm-80gb, gpusPerNode: 8, nodes: 2 }]
deployments: []
`;

describe.skipIf(missingParts().length > 0)("the commands of the guide in their order", () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await plane.addNodes(2, 8);
    await plane.apply([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "serving" } },
      // In the place of a storage class.
      ...["one", "two"].map((name) => ({
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name },
        spec: { capacity: { storage: "16Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/tmp" } },
      })),
    ]);
    symlinkSync(join(repositoryRoot, "deploy"), join(plane.folder, "deploy"));
    writeFileSync(join(plane.folder, "plan.yaml"), plan);
  });
  afterAll(() => plane?.stop());

  const succeeds = async (commands: string | undefined): Promise<void> => {
    const { status, stderr } = await plane.shell(`${prelude}${commands}`);
    const own = /^(?:level=(?:INFO|DEBUG).*|[.+*-]+)\n/gm;
    expect({ status, stderr: stderr.replace(own, "") }).toEqual({ status: 0, stderr: "" });
  };

  test("with Helm, from an empty control plane to counts that are set", async () => {
    const chapters = guide();
    await succeeds(chapters["Install it"]);
    await succeeds(chapters["Act on the counts"]);
    const { items } = await plane.get<{ readonly items: readonly object[] }>("pods", "-n", "loadline");
    expect(items.length).toBeGreaterThan(0);
  });

  test("without Helm, from an empty namespace", async () => {
    await succeeds("helm uninstall loadline -n loadline\nkubectl delete namespace loadline");
    await succeeds(guide()["Without Helm"]);
  });
});

describe.skipIf(missingParts().length > 0)("the manifests without helm", () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await plane.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: "loadline" } }]);
  });
  afterAll(() => plane?.stop());

  test("the base is the chart with its defaults", async () => {
    const arguments_ = [
      "template",
      "loadline",
      chart,
      "-n",
      "loadline",
      "--kube-version",
      "1.35.4",
      "--skip-tests",
      ...values,
    ];
    const { stdout } = await plane.helm(...arguments_);
    const text = stdout.replace(/^# Source: .*\n/gm, "");
    await expect(text).toMatchFileSnapshot(join(manifests, "base/loadline.yaml"));
  });

  test.each([
    { name: "the base", components: [] },
    { name: "watch and KEDA together", components: ["watch", "keda"] },
    { name: "all components", components: ["watch", "keda", "kmsg", "runtime-class"] },
  ])("$name is applied without refusal or warning", async ({ components }) => {
    const inManifests = (...path: readonly string[]): string => relative(plane.folder, join(manifests, ...path));
    const overlay = {
      resources: [inManifests("base")],
      components: components.map((name) => inManifests("components", name)),
    };
    writeFileSync(join(plane.folder, "kustomization.yaml"), JSON.stringify(overlay));
    const built = await plane.kubectl("kustomize", "--load-restrictor", "LoadRestrictionsNone", plane.folder);
    expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: "" });
    const objects = parseAllDocuments(built.stdout).map((document) => document.toJS() as Manifest);
    expect(recommenderVerbs(objects)).toEqual(components.includes("watch") ? readingVerbs : []);
    await plane.applyText(built.stdout);
    const { stdout } = await plane.kubectl(
      "get",
      "deployment",
      "loadline-recommender",
      "-n",
      "loadline",
      "-o",
      "jsonpath={.spec.template.spec.containers[0].env[*].name}",
    );
    expect(stdout.split(" ").filter(Boolean)).toHaveLength(components.includes("watch") ? 3 : 0);
  });
});

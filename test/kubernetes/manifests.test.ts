import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane } from "./control-plane.ts";

const chart = join(repositoryRoot, "deploy/helm/loadline");
const manifests = join(repositoryRoot, "deploy/kubernetes");

/** As the rendered file is made: credentials come from elsewhere, dashboards and rules are files of their own. */
const values = [
  ...["--set", "secrets.generate=false", "--set", "secrets.existing=loadline-credentials"],
  ...["--set", "monitoring.dashboards=false", "--set", "monitoring.rules=false"],
];

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
    { name: "scale and KEDA together", components: ["scale", "keda"] },
    { name: "all components", components: ["scale", "keda", "kmsg", "runtime-class"] },
  ])("$name is applied without refusal or warning", async ({ components }) => {
    const inManifests = (...path: readonly string[]): string => relative(plane.folder, join(manifests, ...path));
    const overlay = {
      resources: [inManifests("base")],
      components: components.map((name) => inManifests("components", name)),
    };
    writeFileSync(join(plane.folder, "kustomization.yaml"), JSON.stringify(overlay));
    const built = await plane.kubectl("kustomize", "--load-restrictor", "LoadRestrictionsNone", plane.folder);
    expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: "" });
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
    expect(stdout.split(" ").filter(Boolean)).toHaveLength(components.includes("scale") ? 3 : 0);
  });
});

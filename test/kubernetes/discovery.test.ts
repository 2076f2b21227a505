import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PodWatch } from "../../apps/agent/src/sources/engines/pods/pod-watch.ts";
import { systemClock } from "../../apps/agent/src/system/clock.ts";
import { missingParts } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { addWorkloads, scaleByHand, targets } from "./workloads.ts";

const chart = join(repositoryRoot, "deploy/helm/loadline");
const noLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe.skipIf(missingParts().length > 0)(
  "engines in the pods that a real API server reports, with the chart's role",
  () => {
    const account = mkdtempSync(join(tmpdir(), "loadline-account-"));
    let plane: ControlPlane;
    let watch: PodWatch;

    beforeAll(async () => {
      plane = await ControlPlane.start();
      await plane.addNodes(1, 8);
      await addWorkloads(plane);
      await plane.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: "loadline" } }]);
      const named = await plane.kubectl("create", "serviceaccount", "loadline-agent", "-n", "loadline");
      expect(named.status).toBe(0);
      await plane.applyText((await rolesOf("api")).join("\n---\n"));
      writeFileSync(join(account, "token"), await plane.tokenOf("loadline", "loadline-agent"));
      copyFileSync(join(plane.keys, "ca.crt"), join(account, "ca.crt"));
      const access = { server: plane.server, serviceAccount: account };
      watch = new PodWatch({ access, node: "gpu-node-1", namespace: null, clock: systemClock, logger: noLogger });
    });
    afterAll(async () => {
      await watch?.close();
      await plane?.stop();
      rmSync(account, { recursive: true, force: true });
    });

    /** Cluster roles of the agent and their bindings, as the chart makes them. */
    const rolesOf = async (discovery: string): Promise<readonly string[]> => {
      const template = ["template", "loadline", chart, "-n", "loadline", "-s", "templates/agent.yaml"];
      const { stdout } = await plane.helm(
        ...[...template, "--kube-version", "1.35.4", "--set", `agent.discovery=${discovery}`],
      );
      return stdout.split(/^---$/m).filter((text) => /^kind: ClusterRole/m.test(text));
    };

    const deployments = (): string => {
      const { found } = watch.state().engines;
      return found.map(({ target }) => target.deployment).join(" ");
    };

    test("pods that come and go are followed", async () => {
      await scaleByHand(plane, targets.deployment, 2);
      await until("two engines", () => (deployments() === "chat chat" ? true : null));
      expect(watch.state().problem).toBeNull();
      await scaleByHand(plane, targets.statefulSet, 1);
      await until("a third one", () => (/coder/.test(deployments()) ? true : null));
      await scaleByHand(plane, targets.deployment, 0);
      await until("one engine", () => (deployments() === "coder" ? true : null));
    });

    test("while the API server is away the engines stay, the reason is reported, and changes are caught up with", async () => {
      await plane.kill("apiserver");
      await until("a reason", () => (watch.state().problem === null ? null : true));
      expect(deployments()).toBe("coder");
      plane.again("apiserver");
      await until("no problem", () => (watch.state().problem === null ? true : null));
      await until("the API server", async () => {
        await scaleByHand(plane, targets.deployment, 1);
        return true;
      });
      await until("both", () => (deployments().split(" ").sort().join(" ") === "chat coder" ? true : null));
    });

    test("at a kubelet the right is to its list of pods alone: none by the API server, and no other part of nodes/proxy", async () => {
      // kubectl takes what follows a slash for a name.
      const may = async (verb: string, asked: string): Promise<string> => {
        const [resource = "", subresource = ""] = asked.split("/");
        const account = "system:serviceaccount:loadline:loadline-agent";
        const question = ["auth", "can-i", verb, resource, `--subresource=${subresource}`, "-A", "--as", account];
        const { stdout } = await plane.kubectl(...question);
        return stdout.trim();
      };
      const rights = async () => [
        await may("list", "pods"),
        await may("get", "nodes/pods"),
        await may("get", "nodes/proxy"),
        await may("get", "pods"),
      ];
      expect(await rights()).toEqual(["yes", "no", "no", "no"]);
      await plane.applyText((await rolesOf("kubelet")).join("\n---\n"));
      await until("the new right", async () => ((await may("get", "nodes/pods")) === "yes" ? true : null));
      expect(await rights()).toEqual(["no", "yes", "no", "no"]);
    });
  },
);

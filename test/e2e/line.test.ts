import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import { type Stack, startStack } from "@loadline/tools/demo/stack";
import { repositoryRoot } from "@loadline/tools/repository";
import { CloudEvent } from "cloudevents";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage } from "./browser.ts";
import { committedSchema, queryValue, type Recorder, recordRecommendations } from "./recommendations.ts";

interface Phase {
  readonly seconds: number;
  /** Requests per second at the start and at the end; linear in between. */
  readonly from: number;
  readonly to: number;
}

/** A small generator with a fixed seed, so that the trace is the same in every run. */
const uniform = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
};

const timestamp = (seconds: number): string => {
  const milliseconds = Math.round(seconds * 1000);
  const at = new Date(Date.UTC(2023, 10, 16, 18, 15, 46) + milliseconds);
  return `${at.toISOString().slice(0, 23).replace("T", " ")}0000`;
};

/** Writes a trace in the format of the Azure LLM inference traces. */
const writeRampTrace = (path: string, phases: readonly Phase[]): void => {
  const random = uniform(7);
  const lines = ["TIMESTAMP,ContextTokens,GeneratedTokens"];
  let start = 0;
  for (const { seconds, from, to } of phases) {
    let at = 0;
    while (at < seconds) {
      const rate = from + ((to - from) * at) / seconds;
      lines.push(`${timestamp(start + at)},${400 + Math.floor(random() * 1500)},${50 + Math.floor(random() * 320)}`);
      at += -Math.log(random()) / rate;
    }
    start += seconds;
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
};

const deployment = "chat-70b";
const pool = "h100";
const artifacts = join(repositoryRoot, "test/artifacts");

let folder: string;
let stack: Stack;
let recorder: Recorder;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loadline-e2e-"));
  mkdirSync(artifacts, { recursive: true });
  const trace = join(folder, "requests.csv");
  // Low, a rise beyond what the first replicas carry, then a plateau; two deployments share it half and half.
  writeRampTrace(trace, [
    { seconds: 20, from: 10, to: 10 },
    { seconds: 15, from: 10, to: 60 },
    { seconds: 200, from: 60, to: 60 },
  ]);
  stack = await startStack(
    {
      plan: join(repositoryRoot, "deploy/demo/plan.yaml"),
      traffic: { trace, speedUp: 1, loadFactor: 1, startReplicas: "min" },
      seed: 1,
      pagePort: 0,
      intervalSeconds: 1,
      leadTimeSeconds: 5,
      scaleDownStabilisationSeconds: 300,
    },
    "demo",
  );
  recorder = await recordRecommendations(stack.connection, "demo");
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const headroom = (): Promise<number | null> =>
  queryValue(stack.prometheusUrl, `loadline_headroom_ratio{deployment="${deployment}"}`);

const readyReplicas = (): Promise<number | null> =>
  queryValue(stack.prometheusUrl, `loadline_ready_replicas{deployment="${deployment}"}`);

const answers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

// One line from its start to its end: the last two parts leave nothing for those before them.
describe("the line", { shuffle: false }, () => {
  describe("rising demand", () => {
    test("leads to a scale-up event that says why and on what evidence", async () => {
      const event = await recorder.next(
        "a scale-up",
        ({ data }) =>
          data.target.deployment === deployment && data.verdict === "scale-up" && (data.replicas.desired ?? 0) >= 4,
      );
      const { data } = event;
      expect(data.reason.code).toBe("demand-above-load-line");
      expect(data.replicas.desired).toBeGreaterThan(data.replicas.ready ?? Number.POSITIVE_INFINITY);
      // More than one replica carries; how early in the rise it is ordered is the policy's.
      expect(data.demand?.requestsPerSecond).toBeGreaterThan(6);
      expect(data.capacityPerReplica?.errorBand.relative).toBeGreaterThan(0);
      expect(data.bindingLimit).not.toBeNull();
      expect(
        data.evidence.some(({ value, ageSeconds }) => value !== null && ageSeconds !== null && ageSeconds < 10),
      ).toBe(true);
      expect(data.counterfactual).not.toBe("");
    });

    test("is followed by the fleet, and headroom recovers", async () => {
      const ready = await waitFor(async () => (((await readyReplicas()) ?? 0) >= 4 ? await readyReplicas() : null), {
        what: "four ready replicas",
        everySeconds: 1,
      });
      expect(ready).toBeGreaterThanOrEqual(4);
      const recovered = await waitFor(async () => (((await headroom()) ?? -1) > 0 ? await headroom() : null), {
        what: "positive headroom",
        everySeconds: 1,
      });
      expect(recovered).toBeLessThan(1);
    });
  });

  describe("the page", () => {
    test.each(["dark", "light"])("shows two deployments with live data and no console error, %s", async (theme) => {
      const { page, faults } = await openPage(browser, `${stack.pageUrl}?theme=${theme}`);
      await page.waitForFunction('document.body.dataset.loadlineState === "live"', undefined, { timeout: 120_000 });
      await page.waitForTimeout(2_500);
      expect(Number(await page.evaluate("document.body.dataset.deployments"))).toBeGreaterThanOrEqual(2);
      const text = await page.evaluate("document.body.innerText");
      for (const word of ["chat-70b", "assist-8b"]) expect(text).toContain(word);
      for (const line of ["planned", "actual", "demand", "load line", "recommended"]) {
        expect(String(text).toLowerCase()).toContain(line);
      }
      expect(await page.locator("canvas").count()).toBeGreaterThanOrEqual(2);
      await page.screenshot({ path: join(artifacts, `page-${theme}.png`) });
      expect(faults).toEqual([]);
      await page.close();
    });
  });

  describe("loadline watch --json", () => {
    test("prints events that pass the committed JSON Schema and the CloudEvents SDK", async () => {
      const lines = await new Promise<readonly string[]>((resolve, reject) => {
        const child = spawn(
          process.execPath,
          [
            join(repositoryRoot, "apps/cli/dist/bin/main.js"),
            "watch",
            "--json",
            "--history",
            "--count",
            "3",
            "--server",
            stack.natsUrl,
          ],
          { stdio: ["ignore", "pipe", "pipe"] },
        );
        let out = "";
        let err = "";
        child.stdout.on("data", (chunk) => (out += chunk));
        child.stderr.on("data", (chunk) => (err += chunk));
        child.on("close", (code) =>
          code === 0 ? resolve(out.trim().split("\n")) : reject(new Error(`exit ${code}: ${err}`)),
        );
      });
      expect(lines).toHaveLength(3);
      const valid = committedSchema("recommendation.v1.json");
      for (const line of lines) {
        const event = JSON.parse(line);
        expect(valid(event), JSON.stringify(valid.errors)).toBe(true);
        expect(() => new CloudEvent(event, true)).not.toThrow();
      }
    });
  });

  describe("missing telemetry", () => {
    test("holds, names the missing node and never scales down", async () => {
      const mark = recorder.all().length;
      const agents = stack.nodes.filter(({ name }) => name.startsWith(pool));
      expect(agents.length).toBeGreaterThan(0);
      await Promise.all(agents.map(({ agent }) => agent.kill()));
      const since = (): typeof all =>
        recorder
          .all()
          .slice(mark)
          .filter(({ data }) => data.target.deployment === deployment);
      const all = recorder.all();
      const event = await waitFor(
        () => since().find(({ data }) => data.verdict === "hold" && data.reason.code === "telemetry-missing") ?? null,
        { what: "a hold for missing telemetry" },
      );
      expect(event.data.missing.some(({ input }) => input.includes(`${pool}-`))).toBe(true);
      expect(event.data.reason.message).toContain(`${pool}-`);
      const target = event.data.replicas.currentTarget ?? 0;
      expect(event.data.replicas.desired ?? target).toBeGreaterThanOrEqual(target);
      await waitFor(() => (since().filter(({ data }) => data.missing.length > 0).length >= 2 ? true : null), {
        what: "a heartbeat of the hold",
      });
      expect(since().filter(({ data }) => data.verdict === "scale-down")).toEqual([]);
    });
  });

  describe("stopping", () => {
    test("leaves no process, no open port and no folder", async () => {
      const urls = [stack.natsUrl, stack.prometheusUrl, stack.pageUrl, stack.recommenderUrl, stack.fleetUrl];
      const pids = stack.group.children().flatMap(({ pid }) => pid ?? []);
      expect(await Promise.all(urls.map(answers))).toEqual(urls.map(() => true));
      await stack.stop();
      expect(await Promise.all(urls.map(answers))).toEqual(urls.map(() => false));
      expect(pids.filter(isAlive)).toEqual([]);
      expect(existsSync(stack.group.folder)).toBe(false);
    });
  });
});

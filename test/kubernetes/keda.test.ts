import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DesiredCount } from "../../apps/recommender/src/actuate/actionable-events.ts";
import {
  type ExternalScaler,
  metricName,
  startExternalScaler,
} from "../../apps/recommender/src/actuate/keda/external-scaler.ts";
import { controlPlaneFolder, missingParts } from "./build-control-plane.ts";

describe.skipIf(missingParts().length > 0)("KEDA's generated client", () => {
  let scaler: ExternalScaler;
  let client: ChildProcess;
  let answers: AsyncIterator<string>;
  let desired: DesiredCount;

  beforeAll(async () => {
    scaler = await startExternalScaler("127.0.0.1:0", { desired: () => desired });
    client = spawn(join(controlPlaneFolder(), "keda-client"), [scaler.address, "chat"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (client.stdout === null) throw new Error("no output");
    answers = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  });
  afterAll(async () => {
    client?.stdin?.end();
    await scaler?.stop();
  });

  const ask = async (): Promise<unknown> => {
    client.stdin?.write("\n");
    return JSON.parse((await answers.next()).value);
  };

  test("reads every count from 0 to 200 as the value of a metric whose target is 1", async () => {
    for (let replicas = 0; replicas <= 200; replicas += 1) {
      desired = { kind: "desired", replicas, decisionId: "d", expiresAt: 100, mayFall: false, ready: null };
      const active = replicas > 0;
      const answer = { metric: metricName, target: 1, value: replicas, active, pushed: active, problem: "" };
      expect(await ask()).toEqual(answer);
    }
  });

  test("gets an error, never a zero, while no count is known", async () => {
    desired = { kind: "unknown", detail: "the last recommendation expired" };
    expect(await ask()).toMatchObject({
      problem: expect.stringMatching(/Unavailable.*the last recommendation expired/),
    });
  });
});

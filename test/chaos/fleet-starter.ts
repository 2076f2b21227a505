import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import type { Broker } from "./broker.ts";
import type { EngineFront } from "./engine-front.ts";
import { Part } from "./part.ts";
import { built, type OnEnd } from "./parts-of-stage.ts";

const secondsToStart = 90;

/** The simulated fleet, started anew for each load: one process at a time. */
export const fleetStarter = (
  group: ProcessGroup,
  o: { broker: Broker; engines: EngineFront; plan: string; seed: number; onUnexpectedEnd: OnEnd },
) => {
  let [fleet, url]: [Part | null, string] = [null, ""];
  let runs = 0;
  const stopFleet = async (): Promise<void> => fleet?.stop();
  const folder = join(group.folder, "fleet");
  mkdirSync(folder, { recursive: true });
  const restart = async (loadFactor: number): Promise<void> => {
    await fleet?.kill();
    runs += 1;
    const part = new Part(
      group,
      {
        name: `fleet ${runs}`,
        program: process.execPath,
        args: [
          built("tools/dist/fleet/main.js"),
          ...[
            "--plan",
            o.plan,
            "--server",
            `nats://127.0.0.1:${o.broker.port}`,
            "--dir",
            folder,
            "--seed",
            String(o.seed),
          ],
          ...[
            "--start-replicas",
            "planned",
            "--traffic",
            "day",
            "--speed-up",
            "180",
            "--load-factor",
            String(loadFactor),
          ],
        ],
      },
      { port: 0, onUnexpectedEnd: o.onUnexpectedEnd },
    );
    part.start();
    const find = (): string | null => /"listening":(\d+)/.exec(part.log())?.[1] ?? null;
    const port = await waitFor(find, {
      what: "the fleet",
      seconds: secondsToStart,
      givenUp: () => (part.runs ? null : new Error(part.log())),
    });
    url = `http://127.0.0.1:${port}`;
    o.engines.behind(`127.0.0.1:${port}`);
    fleet = part;
  };
  return { restart, stop: stopFleet, url: () => url };
};

import { writeSync } from "node:fs";
import { DiskRing } from "../publish/disk-ring/disk-ring.ts";

/**
 * A process to be killed: `ring-writer <folder>` pushes to a ring without end, removes every third message a little
 * later, and tells of each on standard output only after the ring has taken it.
 */
const [, , folder = ""] = process.argv;
const standardOutput = 1;
const lag = 5;

const ring = new DiskRing({
  folder,
  maxSamples: 100_000,
  maxBytes: 4 * 2 ** 20,
  maxAgeSeconds: 1e9,
  syncSeconds: 5,
  now: () => Date.now() / 1000,
  onProblem: () => undefined,
});

for (let id = ring.nextId; ; id += 1) {
  const payload = new Uint8Array(200 + (id % 1800)).fill(id % 256);
  ring.push({ id, kind: "telemetry", subject: "s", sample: { bootId: "boot-0001", seq: id }, payload });
  writeSync(standardOutput, `+${id}\n`);
  if (id % 3 === 0 && ring.remove(id - lag)) writeSync(standardOutput, `-${id - lag}\n`);
}

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compile } from "../../testing/compile.ts";
import { DiskRing } from "./disk-ring.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More of them on request, e.g. LOADLINE_RING_KILLS=200. */
const kills = Number(process.env["LOADLINE_RING_KILLS"] ?? 30);
const longestLifeMilliseconds = 40;

/** Runs the writer until it has said something and a little longer, and kills it; answers the whole lines that it said. */
const killed = async (program: string, ringFolder: string, lifeMilliseconds: number): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [program, ringFolder], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  let dying = false;
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (!dying) setTimeout(() => child.kill("SIGKILL"), lifeMilliseconds);
    dying = true;
  });
  const signal = await new Promise((resolve) => child.once("close", (_, name) => resolve(name)));
  expect(signal).toBe("SIGKILL");
  return said.split("\n").slice(0, -1);
};

test(
  `killed ${kills} times at any instant: what the ring took is there or in the gap, what was removed is not`,
  async () => {
    const program = compile("testing/ring-writer.ts", folder);
    const ringFolder = join(folder, "ring");
    const wanted = new Set<number>();
    const removed = new Set<number>();
    for (let turn = 0; turn < kills; turn += 1) {
      for (const line of await killed(program, ringFolder, (turn * 7) % longestLifeMilliseconds)) {
        const id = Number(line.slice(1));
        if (line.startsWith("+")) wanted.add(id);
        else {
          wanted.delete(id);
          removed.add(id);
        }
      }
    }
    const ring = new DiskRing({
      folder: ringFolder,
      maxSamples: 1e9,
      maxBytes: 2 ** 40,
      maxAgeSeconds: 1e9,
      syncSeconds: 5,
      now: () => Date.now() / 1000,
      onProblem: () => undefined,
    });
    const kept = new Map([...ring.messages()].map(({ id }) => [id, ring.load(id)?.payload]));
    ring.close();
    expect(wanted.size).toBeGreaterThan(kills);
    expect(removed.size).toBeGreaterThan(0);
    const [gap] = ring.gaps();
    if (gap === undefined) throw new Error("the writer never reached the bound of its ring");
    // Oldest first: all up to the gap's end went, and each of them was either removed or is counted in the gap. The last
    // removal before a kill may have been written and not told.
    expect([...kept.keys()].filter((id) => id <= gap.toSeq)).toEqual([]);
    const uncounted = gap.toSeq + 1 - gap.count - [...removed].filter((id) => id <= gap.toSeq).length;
    expect(uncounted).toBeGreaterThanOrEqual(0);
    expect(uncounted).toBeLessThanOrEqual(kills);
    const lost = [...wanted].filter((id) => id > gap.toSeq && !kept.has(id));
    expect(lost.length).toBeLessThanOrEqual(kills);
    for (const id of lost) expect((id + 5) % 3).toBe(0);
    expect([...kept.keys()].filter((id) => removed.has(id))).toEqual([]);
    for (const [id, payload] of kept) expect([id, payload?.length]).toEqual([id, 200 + (id % 1800)]);
  },
  Math.max(120_000, kills * 5000),
);

import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Telemetry } from "@loadline/protocol";
import { waitFor } from "@loadline/servers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const agentFolder = new URL("../../apps/agent/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "loadline-bundle-"));
const bundle = join(folder, "loadline-agent.mjs");
const children: ChildProcess[] = [];

beforeAll(() => {
  chmodSync(folder, 0o755);
  execFileSync(process.execPath, [join(agentFolder, "build/bundle.mjs"), bundle, "--of-sources"], { stdio: "pipe" });
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly log: () => string;
  readonly address: string;
}

const logged = async (log: () => string, pattern: RegExp): Promise<RegExpExecArray> => {
  try {
    return await waitFor(() => pattern.exec(log()), { what: String(pattern), everySeconds: 0.025 });
  } catch (cause) {
    throw new Error(`the log:\n${log()}`, { cause });
  }
};

/** Starts the bundle, by `before` where that is a program that starts others. */
const start = async (args: readonly string[], before: readonly string[] = []): Promise<Running> => {
  const [program = "", ...rest] = [...before, process.execPath, bundle, "--listen", "127.0.0.1:0", ...args];
  const child = spawn(program, rest, { stdio: ["ignore", "ignore", "pipe"], cwd: "/" });
  children.push(child);
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [, address = ""] = await logged(() => text, /"listening":"([^"]+)"/);
  return { child, log: () => text, address };
};

const stop = async ({ child }: Running): Promise<number | null> => {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  return child.exitCode;
};

test("the notices beside the bundle name what is inside", () => {
  const notices = readFileSync(`${bundle}.LEGAL.txt`, "utf8");
  for (const name of ["prom-client", "@nats-io/nats-core", "pino", "@grpc/grpc-js", "zod"]) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, "m"));
  }
});

test("schemas, which only reading the settings needs, are in no part of it that stays in memory", () => {
  expect(readFileSync(bundle, "utf8")).not.toContain("._zod");
});

describe("the bundle, away from everything else", () => {
  test.each([
    { name: "prints its version", args: ["--version"], status: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: /^$/ },
    { name: "explains itself", args: ["--help"], status: 0, stdout: /Usage: loadline-agent/, stderr: /^$/ },
    { name: "shows its settings", args: ["--print-config"], status: 0, stdout: /"origin": "default"/, stderr: /^$/ },
    {
      name: "names a wrong setting in one line",
      args: ["--interval-seconds", "five"],
      status: 2,
      stdout: /^$/,
      stderr: /^LL_CONFIG_INVALID: .*intervalSeconds.*\n$/,
    },
  ])("$name", ({ args, status, stdout, stderr }) => {
    const result = spawnSync(process.execPath, [bundle, ...args], { encoding: "utf8", cwd: "/" });
    expect(result.stdout).toMatch(stdout);
    expect(result.stderr).toMatch(stderr);
    expect(result.status).toBe(status);
  });

  test("takes another configuration while it runs, keeps the last valid one, and ends when asked to", async () => {
    const path = join(folder, "agent.json");
    writeFileSync(path, '{ "nats": false, "nvidiaSmi": "/nowhere/nvidia-smi" }');
    const running = await start(["--config", path]);
    writeFileSync(path, '{ "nats": false, "intervall": 1 }');
    running.child.kill("SIGHUP");
    await logged(running.log, /"problem":"LL_CONFIG_INVALID: [^"]*intervall[^"]*".*the last valid ones stay in force/);
    writeFileSync(path, '{ "nats": false, "expectedGpus": 3, "cluster": "other" }');
    running.child.kill("SIGHUP");
    await logged(running.log, /"keys":\["cluster"\].*take effect at the next start/);
    const page = await (await fetch(`http://${running.address}/metrics`)).text();
    expect(page).toMatch(/^loadline_gpus_expected 3$/m);
    expect(await stop(running)).toBe(0);
  });
});

/** The flags with which the unit starts Node. */
const unitFlags = (): readonly string[] => {
  const unit = readFileSync(new URL("../../deploy/agent/systemd/loadline-agent.service", import.meta.url), "utf8");
  return /^ExecStart=\S+ node (.*?) \/usr\/lib/m.exec(unit)?.[1]?.split(" ") ?? [];
};

const mebibyte = 2 ** 20;
const filled = (bytes: number, piece: (at: number) => string): string => {
  const pieces: string[] = [];
  for (let left = bytes, at = 0; ; at += 1) {
    const next = piece(at);
    left -= next.length;
    if (left < 0) return pieces.join("");
    pieces.push(next);
  }
};

describe("in the small memory that the unit gives it", () => {
  test.each([
    { name: "many short lines", page: () => filled(4 * mebibyte - 1, () => "a 1\n"), answer: /100000 lines/ },
    {
      name: "many series",
      page: () => filled(4 * mebibyte - 1, (at) => `vllm:num_requests_running{i="${at}"} 1\n`),
      answer: /more than 20000 samples/,
    },
    { name: "one long line", page: () => "x".repeat(4 * mebibyte - 1), answer: /no known metric/ },
    {
      name: "many labels",
      page: () => `vllm:x{${filled(4 * mebibyte - 100, () => 'a="b",')}} 1\n`,
      answer: /no known metric/,
    },
  ])("a page of $name is answered", async ({ page, answer }) => {
    const text = page();
    const server = createServer((_, response) => response.end(text));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const document = join(folder, "endless.xml");
    writeFileSync(document, `<nvidia_smi_log>${"<gpu>".repeat(1.5 * mebibyte)}`);
    const tool = join(folder, "endless-nvidia-smi");
    writeFileSync(tool, `#!/bin/sh\nexec cat ${document}\n`, { mode: 0o755 });
    const args = ["--once", "--stdout", "--nvidia-smi", tool, "--engine-deadline-seconds", "30"];
    const child = spawn(process.execPath, [...unitFlags(), bundle, ...args, "--engine", `http://127.0.0.1:${port}`], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    await once(child, "close");
    server.close();
    expect(errors).not.toMatch(/heap out of memory/);
    expect(child.exitCode).toBe(0);
    const sources = (JSON.parse(out) as Telemetry).sources;
    expect(sources["engines"]?.detail).toMatch(answer);
    expect(sources["nvidia-smi"]?.detail).toMatch(/no whole document/);
  });
});

const isRoot = process.getuid?.() === 0;
const unprivileged = 65_532;
/** Nobody, without capabilities and without a way to get any, in a mount namespace in which nothing can be written. */
const confined = (writable: string): readonly string[] => [
  "unshare",
  "--mount",
  "--propagation",
  "private",
  "sh",
  "-c",
  `mount --bind '${writable}' '${writable}' && mount -o remount,bind,ro / && exec "$@"`,
  "sh",
  "setpriv",
  `--reuid=${unprivileged}`,
  `--regid=${unprivileged}`,
  "--clear-groups",
  "--inh-caps=-all",
  "--bounding-set=-all",
  "--no-new-privs",
];
const canConfine = isRoot && spawnSync("unshare", ["--mount", "sh", "-c", "mount -o remount,bind,ro /"]).status === 0;

test.skipIf(!canConfine)(
  "runs as nobody, without capabilities, on a read-only root, and has its state directory",
  async () => {
    const writable = join(folder, "confined");
    mkdirSync(writable);
    execFileSync("chown", [`${unprivileged}:${unprivileged}`, writable]);
    const running = await start(
      ["--state-directory", join(writable, "state"), "--server", "nats://127.0.0.1:9"],
      confined(writable),
    );
    const { status } = await fetch(`http://${running.address}/healthz`);
    const ready = await (await fetch(`http://${running.address}/readyz`)).text();
    const state = execFileSync("cat", [`/proc/${running.child.pid}/status`], { encoding: "utf8" });
    expect(await stop(running)).toBe(0);
    expect(status).toBe(200);
    expect(ready).toContain("no recent acknowledgement");
    expect(state).toMatch(/^Uid:\t65532\t65532\t65532\t65532$/m);
    expect(state).toMatch(/^CapBnd:\t0+$/m);
    expect(readdirSync(writable)).toEqual(["state"]);
  },
);

/** Children that are killed one after the other; more in the full run. */
const hungChildren = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1);
const freshnessSeconds = 2;

const childrenOf = (pid: number | undefined): readonly string[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);

/** A driver's tool that answers once, and then neither answers nor listens to SIGTERM. */
const hangingTool = (): string => {
  const xml = join(agentFolder, "src/sources/nvidia-smi/document/testdata/h100-v13-580.xml");
  const path = join(folder, "hanging-nvidia-smi");
  const script = `trap '' TERM\nif [ ! -f ${folder}/once ]; then touch ${folder}/once; exec cat ${xml}; fi\nwhile :; do sleep 1; done\n`;
  writeFileSync(path, `#!/bin/sh\n${script}`, { mode: 0o755 });
  return path;
};

test(
  `with an nvidia-smi that hangs and does not end: one child, all else goes on, and no value is made up`,
  async () => {
    const engine = createServer((_, response) => response.end('vllm:num_requests_running{model_name="m"} 3\n'));
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const { port } = engine.address() as AddressInfo;
    const running = await start([
      "--no-nats",
      "--interval-seconds",
      "0.5",
      "--freshness-seconds",
      String(freshnessSeconds),
      "--nvidia-smi",
      hangingTool(),
      "--nvidia-smi-deadline-seconds",
      "1",
      "--nvidia-smi-first-deadline-seconds",
      "5",
      "--engine",
      `http://127.0.0.1:${port}`,
    ]);
    try {
      const get = async (path: string) => {
        const response = await fetch(`http://${running.address}${path}`);
        return { status: response.status, text: await response.text() };
      };
      const metrics = async () => (await get("/metrics")).text;
      const until = (what: string, holds: (text: string) => boolean) =>
        waitFor(async () => holds(await metrics()) || null, { what });
      await until("the first sample", (text) => /^loadline_gpus_seen 4$/m.test(text));
      await logged(running.log, /"source is stalled"/);
      await until("the end of its freshness", (text) => !/^loadline_gpus_seen \d/m.test(text));
      const hung = new Set<string>();
      while (hung.size < hungChildren) {
        // The first child is killed after its grace; whatever follows it, there is never a second one beside.
        const children = childrenOf(running.child.pid);
        expect(children.length).toBeLessThanOrEqual(1);
        for (const child of children) hung.add(child);
        expect((await get("/healthz")).status).toBe(200);
        expect(await get("/readyz")).toMatchObject({
          status: 503,
          text: expect.stringContaining("nvidia-smi stalled"),
        });
        const text = await metrics();
        expect(text).toMatch(/^loadline_engines_reachable 1$/m);
        expect(text).toMatch(/^loadline_source_state\{source="nvidia-smi",state="stalled"\} 1$/m);
        expect(text).not.toMatch(/^loadline_gpu_utilization_ratio\{/m);
        expect(text).not.toMatch(/^loadline_gpus_seen \d/m);
      }
    } finally {
      const left = childrenOf(running.child.pid);
      await stop(running);
      for (const pid of left) process.kill(Number(pid), "SIGKILL");
      engine.close();
    }
  },
  (hungChildren + 3) * 60_000,
);

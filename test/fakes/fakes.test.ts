import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, credentials, loadPackageDefinition, status } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import { LoadlineError } from "@loadline/model";
import { afterEach, describe, expect, test } from "vitest";
import { Faults, noFaults, readFaults, scriptText, withFaults } from "./faults.ts";
import { podResourcesApi, serveKubelet } from "./kubelet.ts";
import { serveMetrics } from "./metrics-server.ts";
import { answerNvidiaSmi } from "./nvidia-smi.ts";
import { runProgram } from "./run-program.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const table = "uuid, memory.used [MiB], power.draw [W]\nGPU-0, 5 MiB, 60.00 W\nGPU-1, 7 MiB, [N/A]\n";
const document = `<nvidia_smi_log>
<gpu id="00000000:18:00.0"><uuid>GPU-0</uuid></gpu>
<gpu id="00000000:2A:00.0"><uuid>GPU-1</uuid></gpu>
</nvidia_smi_log>
`;
const faults = (over: object): Faults => Faults.parse(over);
const answer = (args: readonly string[], capture: string, wrong = noFaults) => {
  const { stdout, ...rest } = answerNvidiaSmi(
    args,
    { capture: Buffer.from(capture), list: Buffer.from("list\n") },
    wrong,
  );
  return { ...rest, stdout: stdout.toString() };
};

describe("nvidia-smi", () => {
  test.each([
    { name: "a document", args: ["-q", "-x"], capture: document, stdout: document },
    {
      name: "columns in the order asked for",
      args: ["--query-gpu=power.draw,uuid", "--format=csv"],
      capture: table,
      stdout: "power.draw [W], uuid\n60.00 W, GPU-0\n[N/A], GPU-1\n",
    },
    { name: "its list", args: ["-L"], capture: document, stdout: "list\n" },
    { name: "a message, whatever was asked", args: ["-q", "-x"], capture: "ERROR!\n", stdout: "ERROR!\n" },
  ])("answers $name", ({ args, capture, stdout }) =>
    expect(answer(args, capture)).toMatchObject({ stdout, exitCode: 0 }),
  );
  test("refuses a field that the table lacks", () =>
    expect(answer(["--query-gpu=uuid,mig.mode.current"], table)).toMatchObject({
      exitCode: 2,
      stdout: 'Field "mig.mode.current" is not a valid field to query.\n\n',
    }));
  test("lists the fields of the table", () =>
    expect(answer(["--help-query-gpu"], table).stdout).toContain('"power.draw"\n'));
  test.each([
    { args: ["-l", "2"], seconds: 2 },
    { args: ["-lms", "500"], seconds: 0.5 },
    { args: ["--loop-ms=250"], seconds: 0.25 },
    { args: ["-q", "-x"], seconds: null },
  ])("$args repeats after $seconds s", ({ args, seconds }) =>
    expect(answer(args, document).repeatSeconds).toBe(seconds),
  );
  test.each([
    { name: "a document", capture: document, rest: "GPU-0", bus: "00000000:2A:00.0" },
    { name: "a table", capture: table, rest: "GPU-0", bus: "0000:00:00.0" },
  ])("loses a GPU of $name and says so", ({ capture, rest, bus }) => {
    const { stdout, stderr, exitCode } = answer(["-q", "-x"], capture, faults({ loseGpu: 1 }));
    expect(stdout).toContain(rest);
    expect(stdout).not.toContain("GPU-1");
    expect([stderr, exitCode]).toEqual([expect.stringContaining(`GPU${bus}: GPU is lost`), 15]);
  });
});

describe("faults", () => {
  test.each([
    { name: "cut", wrong: { cutAtByte: 3 }, expected: "abc" },
    { name: "other names", wrong: { rename: { bcd: "BCD" } }, expected: "aBCDe" },
    { name: "none", wrong: {}, expected: "abcde" },
  ])("$name", ({ wrong, expected }) =>
    expect(withFaults(Buffer.from("abcde"), faults(wrong)).toString()).toBe(expected),
  );
  test("garbage has its length and is the same every time", () => {
    const made = withFaults(Buffer.from("a"), faults({ garbageBytes: 1000 }));
    expect(made).toEqual(withFaults(Buffer.from("b"), faults({ garbageBytes: 1000 })));
    expect([made.length, new Set(made).size > 100]).toEqual([1000, true]);
  });
  test("a file with a key that does not exist is refused by its name", () => {
    const folder = mkdtempSync(join(tmpdir(), "loadline-fakes-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "f.json"), '{"hangs":true}');
    expect(() => readFaults(join(folder, "f.json"))).toThrow(LoadlineError);
    expect(() => readFaults(join(folder, "f.json"))).toThrow(/hangs/);
    expect(() => readFaults(join(folder, "none.json"))).toThrow(LoadlineError);
  });
});

describe("a program", () => {
  const play = async (wrong: () => Faults, repeatSeconds: number | null = null) => {
    const done: string[] = [];
    const code = await runProgram(
      () => ({ stdout: Buffer.from("out"), stderr: "", exitCode: wrong().exitCode, repeatSeconds }),
      wrong,
      {
        stdout: (bytes) => done.push(bytes.toString()),
        stderr: () => undefined,
        sleep: async (seconds) => void done.push(`sleep ${seconds}`),
        ignoreSigterm: () => done.push("ignores SIGTERM"),
      },
    );
    return [...done, `exit ${code}`];
  };
  test("waits, answers and ends", async () =>
    expect(await play(() => faults({ delaySeconds: 3, exitCode: 9 }))).toEqual(["sleep 3", "out", "exit 9"]));
  test("does not let itself be ended when that is the fault", async () =>
    expect(await play(() => faults({ ignoreSigterm: true }))).toContain("ignores SIGTERM"));
  test("in loop mode repeats until it fails", async () => {
    let turn = 0;
    expect(await play(() => faults({ exitCode: turn++ < 4 ? 0 : 1 }), 2)).toEqual([
      "sleep 0",
      "out",
      "sleep 2",
      "sleep 0",
      "out",
      "sleep 2",
      "sleep 0",
      "out",
      "exit 1",
    ]);
  });
  test("as a script keeps paths with blanks and quotes whole", () =>
    expect(scriptText("/m.js", { capture: "/a b'c.xml", list: null, faults: "/f" })).toContain(
      `program --capture '/a b'\\''c.xml' --faults '/f' -- "$@"`,
    ));
});

describe("a server of metrics", () => {
  const serve = async (captures: readonly string[], wrong = noFaults): Promise<string> => {
    const server = await serveMetrics({
      host: "127.0.0.1",
      port: 0,
      path: "/metrics",
      captures: captures.map((text) => Buffer.from(text)),
      faults: () => wrong,
    });
    cleanups.push(server.close);
    return server.url;
  };
  test("serves its pages in turn and stays at the last", async () => {
    const url = await serve(["a 1\n", "a 2\n"]);
    const texts = [];
    for (let scrape = 0; scrape < 3; scrape += 1) texts.push(await (await fetch(url)).text());
    expect(texts).toEqual(["a 1\n", "a 2\n", "a 2\n"]);
    expect((await fetch(url.replace("metrics", "other"))).status).toBe(404);
  });
  test("has the status that is the fault", async () =>
    expect((await fetch(await serve(["a 1\n"], faults({ status: 503 })))).status).toBe(503));
});

describe("kubelet", () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  type Ask = (request: object, options: object, done: (error: { code: number } | null, value: unknown) => void) => void;
  const list = {
    pod_resources: [
      {
        name: "chat-0",
        namespace: "serving",
        containers: [
          {
            name: "engine",
            devices: [{ resource_name: "nvidia.com/gpu", device_ids: ["GPU-1"] }],
            dynamic_resources: [],
          },
        ],
      },
    ],
  };

  /** What a client gets, or the code of the status. */
  const ask = async (method: "List" | "GetAllocatableResources", faults = {}): Promise<unknown> => {
    const folder = mkdtempSync(join(tmpdir(), "loadline-kubelet-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    const socket = join(folder, "kubelet.sock");
    const server = await serveKubelet({ socket, list, allocatable: null, faults: () => Faults.parse(faults) });
    cleanups.push(server.close);
    const definition = fromJSON(structuredClone(podResourcesApi) as never, { keepCase: true, defaults: true });
    const { v1 } = loadPackageDefinition(definition) as unknown as {
      readonly v1: { readonly PodResourcesLister: new (...args: unknown[]) => Client & Record<string, Ask> };
    };
    const client = new v1.PodResourcesLister(server.url, credentials.createInsecure(), {
      "grpc.default_authority": "x",
    });
    cleanups.push(() => client.close());
    return new Promise((resolve) =>
      // Only what never answers takes a deadline.
      client[method]?.({}, "hang" in faults ? { deadline: Date.now() + 200 } : {}, (error, value) =>
        resolve(error === null ? value : error.code),
      ),
    );
  };

  test("the list is answered as it was captured", async () => expect(await ask("List")).toEqual(list));
  test("a question without an answer is not implemented", async () =>
    expect(await ask("GetAllocatableResources")).toBe(status.UNIMPLEMENTED));
  test("the fault's code is the status", async () =>
    expect(await ask("List", { exitCode: status.UNAVAILABLE })).toBe(status.UNAVAILABLE));
  test("one that hangs is met by the deadline", async () =>
    expect(await ask("List", { hang: true })).toBe(status.DEADLINE_EXCEEDED));
});

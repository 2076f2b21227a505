import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseMeasuredRows } from "@loadline/calibration";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { memoryContext, runLine } from "../../test/memory-context.ts";
import { runCli } from "../run-cli.ts";
import { commands } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-measure-"));
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = "";
  for await (const part of request) text += String(part);
  return JSON.parse(text) as Record<string, unknown>;
};

/** The stream of vLLM 0.32, cut: chunks of one token each, the usage, the end. */
const event = (data: object): string =>
  `data: ${JSON.stringify({ id: "cmpl-1", object: "text_completion", ...data })}\n\n`;
const token = (text: string): string =>
  event({
    model: "llama-3.1-8b",
    choices: [{ index: 0, text, logprobs: null, finish_reason: null, stop_reason: null }],
    usage: null,
  });
const usage = (input: number, output: number): string =>
  event({
    choices: [],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: null,
    },
  });
const piecesOf = (asked: Record<string, unknown>): readonly string[] => {
  const tokens = Number(asked["max_tokens"]);
  // This engine counts two tokens a word.
  const input = 2 * String(asked["prompt"]).split(" ").length;
  return [...Array<string>(tokens).fill(token("a")), `${usage(input, tokens)}data: [DONE]\n\n`];
};

type Completion = (asked: Record<string, unknown>, response: ServerResponse, request: IncomingMessage) => void;
/** Engines that go on with their answer once a client looked at its clock, which it does for each piece. */
const waiting: (() => void)[] = [];
const clock = (step = 0.01): (() => number) => {
  let looks = 0;
  return () => {
    for (const goOn of waiting.splice(0)) goOn();
    return looks++ * step;
  };
};
const inPieces = async (pieces: readonly string[], response: ServerResponse): Promise<void> => {
  for (const piece of pieces.slice(0, -1)) {
    response.write(piece);
    await new Promise<void>((goOn) => waiting.push(goOn));
  }
  response.end(pieces.at(-1));
};
const whole: Completion = (asked, response) => void inPieces(piecesOf(asked), response);
/** As a proxy that buffers sends it. */
const atOnce: Completion = (asked, response) => void response.end(piecesOf(asked).join(""));

interface Engine {
  readonly url: string;
  readonly asked: Record<string, unknown>[];
}

const engineThat = async (
  complete: Completion = whole,
  models: readonly string[] = ["meta-llama/Llama-3.1-8B"],
): Promise<Engine> => {
  const asked: Record<string, unknown>[] = [];
  const answer: RequestListener = async (request, response) => {
    if (request.url === "/v1/models")
      return void response.end(JSON.stringify({ object: "list", data: models.map((id) => ({ id })) }));
    const body = await bodyOf(request);
    // As vLLM does.
    if (request.headers["content-type"] !== "application/json") return void response.writeHead(400).end();
    asked.push(body);
    return complete(body, response, request);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** Every look at the clock is so many seconds after the one before it. */
const measured = (line: string, { env = {}, step = 0.01 } = {}) =>
  runLine(`measure ${line}`, { now: clock(step), env });

const options = "--gpu h100 --input-tokens 100 --output-tokens 8";

describe("an engine under load", () => {
  test("its rows have what the engine counted and the clients saw, and are read as measurements", async () => {
    const { url, asked } = await engineThat();
    const { code, stdout, stderr } = await measured(`${url}/v1/ ${options} --tensor 2 --clients 1,3`);
    expect({ code, lines: stderr.trim().split("\n").length }).toEqual({ code: 0, lines: 2 });
    const [row, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(row).toEqual({
      id: "meta-llama/Llama-3.1-8B, clients 1",
      model: "meta-llama/Llama-3.1-8B",
      gpu: "h100",
      parallel: { tensor: 2 },
      inputTokens: 100,
      outputTokens: 8,
      load: { concurrency: 1 },
      measured: {
        timePerOutputTokenSeconds: expect.closeTo(0.01, 9),
        timeToFirstTokenSeconds: expect.closeTo(0.01, 9),
        on: "1970-01-01",
      },
    });
    expect(second).toMatchObject({ load: { concurrency: 3 } });
    expect(parseMeasuredRows(stdout).refused).toEqual([]);
    expect(asked).toHaveLength(1 + 40 + 40);
    expect(new Set(asked.map(({ prompt }) => String(prompt).slice(0, 12))).size).toBe(asked.length);
    expect(asked[1]).toMatchObject({ max_tokens: 8, ignore_eos: true, stream: true });
  });

  test("clients stop to ask when their time is over, and are asked once at least", async () => {
    const { url, asked } = await engineThat();
    expect((await measured(`${url} ${options} --clients 2`, { step: 31 })).code).toBe(0);
    expect(asked).toHaveLength(1 + 2);
  });

  test("credentials are sent and appear nowhere", async () => {
    const seen: unknown[] = [];
    const refuses: Completion = (_, response, { headers }) => {
      seen.push(headers.authorization);
      response.writeHead(401).end("no");
    };
    const { url } = await engineThat(refuses);
    const basic = await measured(`${url.replace("//", "//me:secret@")}?key=secret ${options}`);
    const bearer = await measured(`${url} ${options}`, { env: { LOADLINE_ENGINE_TOKEN: "secret" } });
    expect(seen).toEqual([`Basic ${btoa("me:secret")}`, "Bearer secret"]);
    for (const { code, stdout, stderr } of [basic, bearer]) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^LL_ENGINE_UNREACHABLE: .*HTTP status 401/);
      expect(stderr).not.toContain("secret");
    }
  });

  test("a file that is there already costs no measurement: it is printed", async () => {
    const { url } = await engineThat();
    const file = join(folder, "there.jsonl");
    writeFileSync(file, "mine");
    const { code, stdout, stderr } = await measured(`${url} ${options} --clients 1 --write ${file}`);
    expect({ code, rows: parseMeasuredRows(stdout).rows.length }).toEqual({ code: 2, rows: 1 });
    expect(stderr).toContain("name another file");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test("what was measured before it fails is written", async () => {
    const busy: Completion = (body, response, request) => {
      if (engine.asked.length <= 45) return whole(body, response, request);
      response.writeHead(429).end("\u001b[31mslow down");
    };
    const engine = await engineThat(busy);
    const file = join(folder, "rows.jsonl");
    const { code, stdout, stderr } = await measured(`${engine.url} ${options} --clients 1,8 --write ${file}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('HTTP status 429 for /v1/completions: "\\u001b[31mslow down"');
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
  });
});

describe("an engine that cannot be measured is one line with the reason, exit code 2", () => {
  test.each<{ name: string; complete: Completion; message: RegExp; duration?: string }>([
    {
      name: "no JSON",
      complete: (_, response) => void response.end("data: <html>\n\n"),
      message: /it answered "<html>"/,
    },
    { name: "an answer in one piece", complete: atOnce, message: /in one piece/ },
    {
      name: "a long answer in one piece, which the network cuts",
      complete: (asked, response) => atOnce({ ...asked, max_tokens: 2048 }, response, undefined as never),
      message: /in one piece/,
    },
    { name: "no events", complete: (_, response) => void response.end("<html></html>"), message: /has no tokens/ },
    { name: "no usage", complete: (_, response) => void response.end(token("a").repeat(3)), message: /no `usage`/ },
    {
      name: "one token",
      complete: (_, response) => void response.end(token("a") + usage(9, 1)),
      message: /in one piece/,
    },
    {
      name: "a usage below zero",
      complete: (_, response) => void response.end(token("a") + usage(-1, 2)),
      message: /not of OpenAI's HTTP API/,
    },
    {
      name: "an error within the stream",
      complete: (_, response) => void response.end(`data: {"error":{"message":"out of memory"}}\n\n`),
      message: /out of memory/,
    },
    {
      name: "a stream without end",
      complete: (_, response) => {
        const more = (): void =>
          void (response.writableEnded || response.destroyed || response.write(token("a".repeat(1e5)), more));
        more();
      },
      message: /more than \d+ bytes/,
    },
    { name: "no answer", complete: () => undefined, message: /timeout/, duration: "40ms" },
    {
      name: "a connection that ends",
      complete: (_, response) => void response.destroy(),
      message: /other side closed|socket/,
    },
  ])("$name", async ({ complete, message, duration = "30s" }) => {
    const { url } = await engineThat(complete);
    const { code, stdout, stderr } = await measured(`${url} ${options} --duration ${duration}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^LL_ENGINE_UNREACHABLE: .*; check that it serves/);
    expect(stderr).toMatch(message);
  });

  test.each([
    {
      name: "no address",
      line: "localhost:8000 --gpu h100",
      message: /<url> is "localhost:8000"; expected an address/,
    },
    { name: "an unknown GPU", line: "URL --gpu h1000", message: /^LL_UNKNOWN_GPU/ },
    { name: "a layout that cannot be", line: "URL --gpu h100 --tensor 3", message: /tensor ranks do not divide/ },
    {
      name: "clients that are no number",
      line: "URL --gpu h100 --clients 1,x",
      message: /--clients is "1,x"; expected a whole/,
    },
    { name: "too many clients", line: "URL --gpu h100 --clients 5000", message: /at most 1024 clients/ },
    { name: "an answer of one token", line: "URL --gpu h100 --output-tokens 1", message: /--output-tokens is 1/ },
    { name: "no time", line: "URL --gpu h100 --duration 0", message: /--duration is 0/ },
  ])("$name, before any load", async ({ line, message }) => {
    const { url, asked } = await engineThat();
    const { code, stderr } = await measured(line.replace("URL", url));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(asked).toEqual([]);
  });

  test("times that no engine has are not written", async () => {
    const { url } = await engineThat();
    const { code, stdout, stderr } = await measured(`${url} ${options} --clients 1`, { step: 1e-5 });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/a token each 10 µs .*buffered/);
  });

  test("a long first piece counts neither as many gaps nor as none", async () => {
    const { url } = await engineThat((asked, response) => {
      const [first = "", second = "", ...rest] = piecesOf(asked);
      return void inPieces([first + second, ...rest], response);
    });
    const { stdout } = await measured(`${url} ${options} --clients 1`);
    expect(parseMeasuredRows(stdout).rows[0]?.interTokenLatency).toBeCloseTo(0.01, 9);
  });

  test("who stops it keeps what was measured, and the engine is not blamed", async () => {
    const memory = memoryContext({ now: clock() });
    const stops: Completion = (body, response, request) => {
      if (engine.asked.length <= 45) return whole(body, response, request);
      memory.abort();
    };
    const engine = await engineThat(stops);
    const line = `measure ${engine.url} ${options} --clients 1,8`;
    expect(await runCli(line.split(" "), { commands, version: "1.2.3" }, memory.context)).toBe(1);
    expect(parseMeasuredRows(memory.stdout()).rows).toHaveLength(1);
    expect(memory.stderr()).toMatch(/stopped: /);
    expect(memory.stderr()).not.toContain("LL_");
  });

  test("names of the engine are printed without what moves the cursor, cut, ten at most", async () => {
    const names = ["\u001b[31mx\u0007", "b\nLL_FAKE: you", "c".repeat(5000), ...Array<string>(20).fill("d")];
    const { stderr } = await measured(`${(await engineThat(whole, names)).url} ${options}`);
    expect(stderr.trim()).not.toMatch(/\p{Cc}/u);
    expect(stderr.length).toBeLessThan(500);
    expect(stderr).toMatch(/c…, d, .* and 13 more/);
    const none = await measured(`${(await engineThat(whole, [])).url} ${options}`);
    expect(none.stderr).toMatch(/^LL_ENGINE_UNREACHABLE: .*it serves no model/);
  });

  test("several served models: one has to be named", async () => {
    const { url, asked } = await engineThat(whole, ["llama-3.1-8b", "adapter"]);
    const line = `${url} ${options} --clients 1`;
    expect((await measured(line)).stderr).toMatch(/missing --served-model-name; give one of llama-3.1-8b, adapter/);
    expect((await measured(`${line} --served-model-name adapter --model llama-3.1-8b`)).code).toBe(0);
    expect(asked[0]).toMatchObject({ model: "adapter" });
  });
});

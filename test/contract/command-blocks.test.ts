import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import {
  dcgmNode,
  promtool,
  type RecordedPrometheus,
  startRecordedPrometheus,
  vllmEngine,
} from "@loadline/servers/testing/recorded-prometheus";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../apps/cli/test/memory-context.ts";

const guides = readdirSync(join(repositoryRoot, "docs/guides"));
const pages = ["README.md", ...guides.map((name) => `docs/guides/${name}`)];
const textOf = (page: string): string => readFileSync(join(repositoryRoot, page), "utf8");

/** The code blocks of a page with this info string. */
const blocks = (page: string, info: string): readonly string[] =>
  [...textOf(page).matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

const folder = mkdtempSync(join(tmpdir(), "loadline-blocks-"));

const llama = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_size: 4096,
  intermediate_size: 14_336,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  vocab_size: 128_256,
  max_position_embeddings: 131_072,
  torch_dtype: "bfloat16",
};

const configuration = { id: "a", model: "llama-3.1-8b", gpu: "h100", inputTokens: 512, outputTokens: 128 };

const guide = (name: string): string => `docs/guides/${name}.md`;

/** The files that the blocks of a page read: those that the page prints, and what a reader has. */
const filesOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [guide("agent")]: { "agent.json": blocks(guide("agent"), "json")[0] ?? "" },
  [guide("grafana")]: { "loadline-rules.yaml": textOf("deploy/alerts/loadline-rules.yaml") },
  [guide("node-credentials")]: { "policy.json": blocks(guide("node-credentials"), "json")[0] ?? "" },
  [guide("planning")]: {
    "deploy/examples/document.yaml": textOf("deploy/examples/document.yaml"),
    "workload.yaml": blocks(guide("planning"), "yaml")[0] ?? "",
    "own-gpus.yaml": blocks(guide("planning"), "yaml")[1] ?? "",
    "own-prices.yaml": blocks(guide("planning"), "yaml")[2] ?? "",
    "my-device.yaml": blocks(guide("planning"), "yaml")[3] ?? "",
    "rows.jsonl": blocks(guide("planning"), "json")[0] ?? "",
    "configurations.jsonl": `${JSON.stringify({ ...configuration, load: { concurrency: 8 } })}\n`,
    "my-model/config.json": JSON.stringify(llama),
    "serve.sh": "vllm serve meta-llama/Llama-3.1-8B-Instruct --max-model-len 8192\n",
    "result.json": JSON.stringify({
      backend: "vllm",
      model_id: "meta-llama/Llama-3.1-70B-Instruct",
      completed: 10,
      max_concurrency: 8,
      total_input_tokens: 10_240,
      total_output_tokens: 2560,
      mean_ttft_ms: 90,
      mean_tpot_ms: 21,
    }),
  },
  [guide("recommender")]: { "plan.yaml": blocks(guide("recommender"), "yaml")[0] ?? "" },
};

/** A folder of its own with the files of the page; README's commands run in the repository. */
const folderOf = (page: string): string => {
  if (page === "README.md") return repositoryRoot;
  const own = join(folder, page.replaceAll("/", "-"));
  for (const [name, text] of Object.entries(filesOf[page] ?? {})) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  mkdirSync(own, { recursive: true });
  return own;
};

/** An engine of its own process, as the blocks are waited for; its tokens come apart. */
const engineScript = `
const event = (data) => "data: " + JSON.stringify(data) + "\\n\\n";
const token = event({ choices: [{ text: "a" }] });
require("node:http").createServer((request, response) => {
  if (request.url === "/v1/models") return response.end(JSON.stringify({ data: [{ id: "llama-3.1-8b" }] }));
  let tokens = 0;
  const timer = setInterval(() => {
    response.write(token);
    if (++tokens < 8) return;
    clearInterval(timer);
    response.end(event({ choices: [], usage: { prompt_tokens: 512, completion_tokens: 8 } }));
  }, 60);
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;

interface Asked {
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
}

// Sixty processes would each load the whole program; `npm run loadline` of README's blocks does.
const socketPath = join(folder, "loadline.socket");
const answering = createServer(async (request, response) => {
  const { argv, stdin, env } = (await json(request)) as Asked;
  const answer = await run(argv, { stdin: [stdin], env }).catch((error: unknown) => ({
    code: 70,
    stdout: "",
    stderr: String(error),
  }));
  response.end(JSON.stringify(answer));
});

/** `loadline` in the blocks: this process answers, with the input, the environment and the folder of the caller. */
const askingScript = `
const { json, text } = require("node:stream/consumers");
text(process.stdin).then((stdin) => {
  const asked = require("node:http").request({ socketPath: ${JSON.stringify(socketPath)}, method: "POST" });
  asked.once("response", async (response) => {
    const { code, stdout, stderr } = await json(response);
    process.stderr.write(stderr);
    process.stdout.write(stdout, () => process.exit(code));
  });
  const env = { ...process.env, INIT_CWD: process.cwd() };
  asked.end(JSON.stringify({ argv: process.argv.slice(2), stdin, env }));
});
`;
let engine: ChildProcess;
let engineUrl: string;

/** What the guide to a trial finds scraped. */
let prometheus: RecordedPrometheus;
/** The broker of the guide to operation. */
let broker: TestNatsServer;

beforeAll(async () => {
  prometheus = await startRecordedPrometheus([
    ...vllmEngine({
      labels: { model_name: "llama-3.1-8b", job: "chat", pod: "chat-1", instance: "10.0.0.1:8000" },
      peak: 2,
      inputTokens: 500,
      outputTokens: 100,
      from: 2 * 86_400,
    }),
    ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 1 }),
  ]);
  broker = await startTestNatsServer();
  engine = spawn(process.execPath, ["-e", engineScript], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const port of engine.stdout ?? []) {
    engineUrl = `http://127.0.0.1:${String(port).trim()}`;
    break;
  }
  mkdirSync(join(folder, "bin"));
  const program = (name: string, script: string): void =>
    writeFileSync(join(folder, "bin", name), script, { mode: 0o755 });
  writeFileSync(join(folder, "ask.cjs"), askingScript);
  const [node, own] = [process.execPath, join(repositoryRoot, "apps/cli/dist/bin/main.js")];
  // What measures time needs a clock, which tests have none of.
  const chosen = `[ "$1" = measure ] && program="${own}" || program="${join(folder, "ask.cjs")}"`;
  program("loadline", `#!/bin/sh\n${chosen}\nexec "${node}" "$program" "$@"\n`);
  const authenticator = join(repositoryRoot, "apps/recommender/dist/authenticator/main.js");
  program("loadline-authenticator", `#!/bin/sh\nexec "${node}" "${authenticator}" "$@"\n`);
  await once(answering.listen(socketPath), "listening");
});
afterAll(async () => {
  answering.close();
  await prometheus.stop();
  await broker.stop();
  engine.kill();
  rmSync(folder, { recursive: true, force: true });
});

test.each(pages)("the command blocks of %s succeed", async (page) => {
  const cwd = folderOf(page);
  if (page === guide("agent")) {
    const bundler = join(repositoryRoot, "apps/agent/build/bundle.mjs");
    execFileSync(process.execPath, [bundler, join(cwd, "loadline-agent.mjs"), "--of-sources"], { stdio: "pipe" });
  }
  // Where npm runs the tests, INIT_CWD would name its folder instead of cwd.
  const env = {
    ...process.env,
    PROMETHEUS: prometheus.url,
    ENGINE: engineUrl,
    LOADLINE_SERVER: broker.url,
    INIT_CWD: undefined,
    PATH: `${join(folder, "bin")}:${dirname(promtool())}:${process.env["PATH"]}`,
  };
  const failed: object[] = [];
  for (const block of blocks(page, "sh")) {
    const blockRun = promisify(execFile)("bash", ["-euo", "pipefail", "-c", block], { cwd, env, maxBuffer: 2 ** 26 });
    blockRun.child.stdin?.end();
    await blockRun.catch(({ code, stderr }: { code: number; stderr: string }) => failed.push({ block, code, stderr }));
  }
  expect(failed).toEqual([]);
});

test.each(pages)("a block of %s that is not run states why in its first line", (page) => {
  expect(blocks(page, "sh no-run").filter((block) => !block.startsWith("# "))).toEqual([]);
});

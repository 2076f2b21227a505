import { LoadlineError } from "@loadline/core";
import { expect, test } from "vitest";
import type { CliCommand } from "./command.ts";
import { commands } from "./commands/index.ts";
import { runCli } from "./run-cli.ts";
import { memoryContext } from "./testing/memory-context.ts";

const settings = { commands, version: "1.2.3" };
const flags = "--model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 100";

test.each([
  { name: "a misspelt command", line: "wacth", says: /the command is "wacth".*did you mean watch\?/ },
  {
    name: "a misspelt option",
    line: "watch --histroy",
    says: /"--histroy".*did you mean --history\?.*loadline watch --help/,
  },
  {
    name: "an option without its value",
    line: "watch --count",
    says: /--count <n> is null; expected a value after it/,
  },
  {
    name: "a count that is none",
    line: "watch --count x",
    says: /--count is "x"; expected a whole number of at least 1/,
  },
  { name: "a count of zero", line: "watch --count 0", says: /--count is "0"/ },
  { name: "a deployment that is no name", line: "watch --deployment a.b", says: /--deployment is "a\.b"/ },
  { name: "an argument too many", line: "watch extra", says: /"watch extra"; expected fewer arguments/ },
  { name: "a plan without a file", line: "plan", says: /the argument <file> is null/ },
  {
    name: "a plan that is not there",
    line: "plan /no/such/plan.yaml",
    says: /^LL_FILE_UNREADABLE: .*there is no such file/,
  },
  { name: "an unknown section", line: "catalog gpu", says: /"gpu"; expected one of gpus, models, prices/ },
  { name: "an unknown GPU", line: "catalog gpus h1000", says: /^LL_UNKNOWN_GPU: .*h100-sxm-80gb/ },
  { name: "too many stream copies", line: "streams --replicas 6", says: /--replicas is "6"; expected .* from 1 to 5/ },
  {
    name: "a freshness of zero",
    line: "doctor --fresh-seconds 0",
    says: /--fresh-seconds is "0"; expected a number above 0/,
  },
  { name: "an estimate without a model", line: "estimate --gpu h100", says: /--model is null/ },
  { name: "an estimate without a load", line: `estimate ${flags}`, says: /exactly one of --concurrency/ },
  {
    name: "an endless load of nobody",
    line: `estimate ${flags} --endless`,
    says: /--endless is true; expected --concurrency/,
  },
  {
    name: "an endless load that ends",
    line: `estimate ${flags} --concurrency 3 --endless --requests 30`,
    says: /--endless is 30; expected/,
  },
  { name: "two loads", line: `estimate ${flags} --saturated --concurrency 3`, says: /exactly one of --concurrency/ },
  { name: "negative tokens", line: "estimate --input-tokens -1", says: /--input-tokens is "-1"/ },
  { name: "an empty number", line: "estimate --input-tokens=", says: /--input-tokens is ""/ },
  { name: "a watch without a server", line: "watch", says: /^LL_CONFIG_INVALID: .*--server or LOADLINE_SERVER/ },
])("$name is one line on stderr and exit code 2", async ({ line, says }) => {
  const memory = memoryContext();
  expect(await runCli(line.split(" "), settings, memory.context)).toBe(2);
  expect(memory.stderr()).toMatch(says);
  expect(memory.stderr()).toMatch(/^LL_[A-Z_]+: [^\n]+\n$/);
  expect(memory.stdout()).toBe("");
});

test.each([
  { name: "a replica that carries its load", load: "--concurrency 8", code: 0 },
  { name: "a replica that is overloaded", load: "--requests-per-second 10000", code: 1 },
])("the estimate of $name ends with $code", async ({ load, code }) => {
  const memory = memoryContext();
  expect(await runCli(`estimate ${flags} ${load}`.split(" "), settings, memory.context)).toBe(code);
  expect(memory.stdout()).toContain("error band");
});

test("a model that does not fit says what to try and ends with 1", async () => {
  const memory = memoryContext();
  const line =
    "estimate --model llama-3.1-70b --gpu t4 --weights fp16 --input-tokens 10 --output-tokens 10 --saturated";
  expect(await runCli(line.split(" "), settings, memory.context)).toBe(1);
  expect(memory.stdout()).toMatch(/does not fit: .* GiB per GPU are missing/);
  expect(memory.stdout()).toMatch(/^try /m);
});

test("no command at all shows the help and counts as a usage error; asked for, the help is no error", async () => {
  const bare = memoryContext();
  expect(await runCli([], settings, bare.context)).toBe(2);
  const asked = memoryContext();
  expect(await runCli(["--help"], settings, asked.context)).toBe(0);
  expect(asked.stdout()).toBe(bare.stdout());
  for (const { name } of commands) expect(asked.stdout()).toContain(name);
});

test("the version is printed", async () => {
  const memory = memoryContext();
  expect(await runCli(["--version"], settings, memory.context)).toBe(0);
  expect(memory.stdout()).toBe("1.2.3\n");
});

test("a fault of the program itself is thrown, not dressed as a user's", async () => {
  const broken: CliCommand = {
    name: "broken",
    summary: "",
    examples: [],
    declare: (command) => command,
    run: () => Promise.reject(new TypeError("boom")),
  };
  const run = runCli(["broken"], { ...settings, commands: [broken] }, memoryContext().context);
  await expect(run).rejects.toThrow("boom");
  await expect(run).rejects.not.toBeInstanceOf(LoadlineError);
});

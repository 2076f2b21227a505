import { LoadlineError } from "@loadline/model";
import { optionSet } from "@loadline/planner/options";
import { describe, expect, test } from "vitest";
import { memoryContext, run, runLine } from "../test/memory-context.ts";
import type { CommandEntry } from "./command.ts";
import { commands } from "./commands/index.ts";
import { parseCommandLine, runCli } from "./run-cli.ts";

const flags = "--model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 100";

test.each([
  { name: "a misspelt command", line: "wacth", message: /: unknown command wacth; did you mean watch\?$/m },
  {
    name: "a misspelt option",
    line: "watch --histroy",
    message: /: unknown option --histroy; did you mean --history\? see loadline watch --help$/m,
  },
  {
    name: "an option by its usual other name",
    line: "plan --rate 3",
    message: /: unknown option --rate; did you mean --requests-per-second\? see/m,
  },
  {
    name: "an engine's spelling of an option",
    line: "estimate --tensor-parallel-size 4",
    message: /: unknown option --tensor-parallel-size; did you mean --tensor\? see/m,
  },
  {
    name: "the start of an option",
    line: "estimate --input 2000",
    message: /: unknown option --input; did you mean --input-tokens\? see/m,
  },
  { name: "an option like none", line: "plan --zzz 1", message: /: unknown option --zzz; see loadline plan --help$/m },
  {
    name: "an unknown short option with what may be a secret",
    line: "plan -ptopsecret",
    message: /: unknown option -p; (?!.*topsecret)/,
  },
  {
    name: "an unknown option with what may be a secret",
    line: "watch --passwrd=topsecret",
    message: /: unknown option --passwrd; (?!.*topsecret)/,
  },
  {
    name: "an option without its value",
    line: "watch --count",
    message: /: missing value of --count <n>; see loadline watch --help$/m,
  },
  {
    name: "a count that is none",
    line: "watch --count x",
    message: /--count is "x"; expected a whole number of at least 1/,
  },
  { name: "a count of zero", line: "watch --count 0", message: /--count is "0"/ },
  { name: "a deployment that is no name", line: "watch --deployment a.b", message: /--deployment is "a\.b"/ },
  {
    name: "an argument too many",
    line: "watch extra",
    message: /: too many arguments in "watch extra"; see loadline watch --help$/m,
  },
  { name: "a plan without a file", line: "plan", message: /: missing argument <file>; give a plan, or --model/ },
  {
    name: "a plan that is not there",
    line: "plan /no/such/plan.yaml",
    message: /^LL_FILE_UNREADABLE: .*the file does not exist/,
  },
  { name: "an unknown section", line: "catalog gpu", message: /"gpu"; expected one of gpus, models, prices/ },
  { name: "an unknown GPU", line: "catalog gpus h1000", message: /^LL_UNKNOWN_GPU: .*h100-sxm-80gb/ },
  {
    name: "too many stream copies",
    line: "streams --replicas 6",
    message: /--replicas is "6"; expected .* from 1 to 5/,
  },
  {
    name: "a freshness of zero",
    line: "doctor --fresh-seconds 0",
    message: /--fresh-seconds is "0"; expected a duration above 0/,
  },
  { name: "an estimate without a model", line: "estimate --gpu h100", message: /: missing --model; give a model/ },
  { name: "an estimate without a load", line: `estimate ${flags}`, message: /exactly one of --concurrency/ },
  {
    name: "an endless load without clients",
    line: `estimate ${flags} --endless`,
    message: /--endless needs --concurrency beside it/,
  },
  {
    name: "an endless load that ends",
    line: `estimate ${flags} --concurrency 3 --endless --requests 30`,
    message: /--endless needs --concurrency beside it, and no --requests/,
  },
  { name: "two loads", line: `estimate ${flags} --saturated --concurrency 3`, message: /exactly one of --concurrency/ },
  { name: "negative tokens", line: "estimate --input-tokens -1", message: /--input-tokens is "-1"/ },
  { name: "an empty number", line: "estimate --input-tokens=", message: /--input-tokens is ""/ },
  { name: "a watch without a server", line: "watch", message: /^LL_CONFIG_INVALID: .*--server or LOADLINE_SERVER/ },
  {
    name: "an argument that is left out",
    line: "model import",
    message: /: missing argument <config\.json>; see loadline model/,
  },
  {
    name: "an option beside a plan file",
    line: "plan p.yaml --ttft 1",
    message: /--ttft cannot be combined with a plan file/,
  },
  {
    name: "a switch that needs a plan file",
    line: "plan --model llama-3.1-8b --store",
    message: /--store needs a plan file/,
  },
])("$name is one line on stderr and exit code 2", async ({ line, message }) => {
  const { code, stdout, stderr } = await runLine(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^LL_[A-Z_]+: [^\n]+\n$/);
});

test.each([
  { name: "a replica that carries its load", load: "--concurrency 8", code: 0 },
  { name: "a replica that is overloaded", load: "--requests-per-second 10000", code: 1 },
])("the estimate of $name ends with $code", async ({ load, code }) => {
  const answer = await runLine(`estimate ${flags} ${load}`);
  expect(answer.code).toBe(code);
  expect(answer.stdout).toContain("error band");
});

test("a model that does not fit: what to try, exit code 1", async () => {
  const line =
    "estimate --model llama-3.1-70b --gpu t4 --weights fp16 --input-tokens 10 --output-tokens 10 --saturated";
  const { code, stdout } = await runLine(line);
  expect(code).toBe(1);
  expect(stdout).toMatch(/does not fit: .* GiB per GPU are missing/);
  expect(stdout).toMatch(/^try /m);
});

test("no command at all shows the help and counts as a usage error; asked for, the help is no error", async () => {
  const [bare, asked] = [await run([]), await run(["--help"])];
  expect([bare.code, asked.code]).toEqual([2, 0]);
  expect(asked.stdout).toBe(bare.stdout);
  for (const { name } of commands) expect(asked.stdout).toContain(name);
});

test("the version is printed", async () => {
  expect(await run(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
});

test("an internal error is thrown, not reported as a mistake of the user", async () => {
  const broken: CommandEntry = {
    name: "broken",
    summary: "",
    load: async () => ({
      options: optionSet([]),
      examples: {},
      run: () => Promise.reject(new TypeError("boom")),
    }),
  };
  const running = runCli(["broken"], { commands: [broken], version: "0" }, memoryContext().context);
  await expect(running).rejects.toThrow("boom");
  await expect(running).rejects.not.toBeInstanceOf(LoadlineError);
});

const cli = { commands, version: "0" };
const loaded = await Promise.all(commands.map(async ({ name, load }) => ({ name, ...(await load()) })));
const examples = loaded.flatMap(({ name, examples: own }) => Object.keys(own).map((line) => ({ name, line })));

test.each(examples)("the example `$line` is a command line of $name", async ({ name, line }) => {
  const [program, ...args] = line.replace(/ [<>] \S+/g, "").split(" ");
  expect(program).toBe("loadline");
  const parsed = await parseCommandLine(args, cli, 60);
  if (parsed.kind !== "run") throw new Error("it is answered with help");
  expect(parsed.name).toBe(name);
  expect(() => parsed.command.options.read(parsed.given.options)).not.toThrow();
});

describe.each(loaded)("loadline $name --help", ({ name }) => {
  test("shows examples and offers JSON", async () => {
    const { stdout } = await run([name, "--help"]);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("--json");
  });

  test.each([40, 80])("keeps all but the lines to copy within %i columns", async (columns) => {
    const { stdout } = await run([name, "--help"], { columns });
    const lines = stdout.split("\n").filter((line) => !line.startsWith("  loadline ") && !line.startsWith("Usage:"));
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
  });
});

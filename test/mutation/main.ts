import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "@loadline/tools/repository";
import { Command } from "commander";
import { createVitest } from "vitest/node";
import { type Mutant, mutantsOf } from "./mutants.ts";

// Changes one thing at a time in the code that decides, and counts the changes that a test of its folder notices.

interface Group {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const inFolder = (folder: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${folder}/${name}.ts`);

const groups: Readonly<Record<string, Group>> = {
  protocol: {
    files: inFolder("packages/protocol/src", ["bounds", "decode"]),
    tests: ["packages/protocol/src/{bounds,decode}.test.ts"],
  },
  memory: {
    files: inFolder("packages/model/src/memory", [
      "cache-layout",
      "engine-reserve",
      "fitting-changes",
      "head-counts",
      "kv-bytes-per-token",
      "rank-parameters",
      "replica-memory",
      "sequence-state-bytes",
      "weight-bytes",
    ]),
    tests: ["packages/model/src/memory/*.test.ts"],
  },
  decision: {
    files: inFolder("packages/control/src/decision", [
      "assess",
      "capacity-evidence",
      "choose",
      "decide",
      "neighbours",
      "reasons",
      "steps",
    ]),
    tests: ["packages/control/src/decision/*.test.ts"],
  },
};

interface Task {
  readonly file: string;
  readonly mutant: Mutant;
}

const sourceOf = (file: string): string => readFileSync(join(repositoryRoot, file), "utf8");

/** Every `every`-th mutant of the group. */
const tasksOf = ({ files }: Group, every: number): readonly Task[] =>
  files
    .flatMap((file) => mutantsOf(file, sourceOf(file)).map((mutant) => ({ file, mutant })))
    .filter((_, index) => index % every === 0);

const conditions = ["@loadline/source", "node", "import", "default"];

/** Runs the tests once for each task from `first` on and prints whether they noticed it, one line each. */
const work = async ({ tests }: Group, tasks: readonly Task[], first: number): Promise<void> => {
  // However the parent ends, its end of the pipe closes; the tests of a mutant may never end by themselves.
  process.stdin.once("end", () => process.kill(-process.pid, "SIGKILL")).resume();
  let now: Task | null = null;
  const mutating = {
    name: "mutating",
    enforce: "pre" as const,
    transform: (text: string, id: string): string | null => {
      if (now === null || id !== join(repositoryRoot, now.file)) return null;
      const { start, end, replacement } = now.mutant;
      return `${text.slice(0, start)}${replacement}${text.slice(end)}`;
    },
  };
  const vitest = await createVitest(
    "test",
    {
      config: false,
      root: repositoryRoot,
      include: [...tests],
      watch: false,
      bail: 1,
      reporters: [{}],
      maxWorkers: 1,
      testTimeout: 100_000,
      globalSetup: [join(repositoryRoot, "packages/model/scripts/embed-data.mjs")],
    },
    { plugins: [mutating], resolve: { conditions }, ssr: { resolve: { conditions } } },
  );
  const noticed = async (task: Task | null): Promise<boolean> => {
    if (now !== null) vitest.invalidateFile(join(repositoryRoot, now.file));
    now = task;
    if (task !== null) vitest.invalidateFile(join(repositoryRoot, task.file));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      await vitest.globTestSpecifications(),
      true,
    );
    return unhandledErrors.length > 0 || testModules.length === 0 || testModules.some((module) => !module.ok());
  };
  if (await noticed(null)) throw new Error("the tests fail without any change");
  for (let index = first; index < tasks.length; index++) {
    process.stdout.write(`${JSON.stringify({ index, noticed: await noticed(tasks[index] as Task) })}\n`);
  }
  await vitest.close();
  process.stdin.destroy();
};

const hungSeconds = 120;

/** Lines of a child that works from `first` on; null where it hung, as an endless loop does. */
const child = (arguments_: readonly string[], take: (index: number, noticed: boolean) => void): Promise<boolean> =>
  new Promise((resolve) => {
    const process_ = spawn(process.execPath, [fileURLToPath(import.meta.url), ...arguments_], {
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    const hang = (): NodeJS.Timeout =>
      setTimeout(() => {
        if (process_.pid !== undefined) process.kill(-process_.pid, "SIGKILL");
      }, hungSeconds * 1000);
    let timer = hang();
    createInterface({ input: process_.stdout }).on("line", (line) => {
      if (!line.startsWith('{"index"')) return;
      clearTimeout(timer);
      timer = hang();
      const { index, noticed } = JSON.parse(line) as { index: number; noticed: boolean };
      take(index, noticed);
    });
    // Not at "exit", behind which lines still come: a timer that one of them starts would end whoever has the pid by then.
    process_.once("close", (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });

const place = ({ file, mutant }: Task): string => {
  const text = sourceOf(file);
  const line = text.slice(0, mutant.start).split("\n").length;
  return `${file}:${line} ${JSON.stringify(text.slice(mutant.start, mutant.end))} -> ${JSON.stringify(mutant.replacement)}`;
};

/** Prints the score of a group and what no test noticed. */
const measure = async (name: string, group: Group, every: number): Promise<void> => {
  const tasks = tasksOf(group, every);
  const unnoticed: Task[] = [];
  let next = 0;
  while (next < tasks.length) {
    const before = next;
    const ended = await child([name, "--every", String(every), "--first", String(next)], (index, noticed) => {
      next = index + 1;
      if (!noticed) unnoticed.push(tasks[index] as Task);
    });
    // What hangs is noticed by every test.
    if (!ended && next < tasks.length) next += 1;
    else if (ended && next === before) throw new Error(`nothing was measured in ${name}`);
  }
  for (const task of unnoticed) process.stdout.write(`  ${place(task)}\n`);
  const share = (100 * (tasks.length - unnoticed.length)) / tasks.length;
  process.stdout.write(
    `${name}: ${tasks.length - unnoticed.length} of ${tasks.length} noticed, ${share.toFixed(1)} %\n`,
  );
};

const program = new Command("npm run test:mutation --")
  .description("Changes one thing at a time in the code that decides, and counts the changes that a test notices.")
  .argument("[groups...]", `some of: ${Object.keys(groups).join(", ")}`)
  .option("--every <n>", "only every n-th change", Number, 1)
  .option("--first <n>", "used by the command itself: work from this change on", Number)
  .parse();
const { every, first } = program.opts<{ every: number; first?: number }>();
for (const name of program.args.length === 0 ? Object.keys(groups) : program.args) {
  const group = groups[name];
  if (group === undefined) throw new Error(`unknown group ${name}`);
  if (first !== undefined) await work(group, tasksOf(group, every), first);
  else await measure(name, group, every);
}

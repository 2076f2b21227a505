import { availableParallelism, loadavg } from "node:os";
import { processGroup } from "@loadline/tools/processes/process-group";
import { Command } from "commander";
import { type Balancer, startBalancer } from "./balancer.ts";
import { checksOf } from "./checks.ts";
import { bench, clients, Engines } from "./engines.ts";
import { type EngineInstallation, engineFolder, findEngine, installEngine } from "./find-engine.ts";
import { checkLaunches } from "./launches.ts";
import { type Line, startLine, startNats } from "./line.ts";
import { type Phases, playPhases } from "./phases.ts";

/**
 * A closed loop with real engines: vLLM on the CPU, nats-server, agent, recommender, load by `vllm bench`, and an actuator
 * that starts and stops engines. Three plans watch at once: a wrong GPU, a wrong model, and no model.
 *
 *   npm run test:engine                 the whole course, about a quarter of an hour
 *   npm run test:engine -- --bounded    the short course, at most ten minutes with the installation
 *   npm run test:engine -- --install    installs the engine, two minutes and 5 GB
 */

const plans = [
  { cluster: "no-model" },
  { cluster: "wrong-gpu", gpu: "h100", model: "qwen2.5-0.5b" },
  { cluster: "wrong-model", gpu: "l4", model: "llama-3.2-1b" },
] as const;

const report = (line: string): void => void process.stdout.write(`${line}\n`);

/** Not run is no failure: whoever reads the summary sees that nothing was proven. */
const notRun = (why: string): number => {
  report(`real engine: not run (${why})`);
  report("0 passed, 0 failed, 1 not run");
  return 0;
};

const wholeCourse: Phases = { third: 180, surge: 240, stationary: 240, disturbed: 150, restored: 150 };
// A recommender decides after its first whole window of a minute.
const shortCourse: Phases = { third: 90, surge: 120, stationary: 0, disturbed: 0, restored: 0 };

const secondsToInstall = 240;

/** An agent or a recommender that does not start: what is tested, while an engine that does not is no answer of theirs. */
class StartFailure extends Error {}

const failureOf = (error: unknown): number => {
  const [why = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  const load = `load average ${loadavg()[0]?.toFixed(1)}`;
  if (!(error instanceof StartFailure)) return notRun(`${why}; ${load}`);
  report(`FAILED  ${why}`);
  report(`0 passed, 1 failed, 0 not run; ${load}`);
  return 1;
};

/** Requests/s of engines that are full. */
const fullRate = async (
  installation: EngineInstallation,
  { balancer, engines }: { readonly balancer: Balancer; readonly engines: number },
): Promise<number> => {
  const before = balancer.answered();
  await bench(installation, { port: balancer.port, requests: 4 * engines * clients, clients: engines * clients });
  return balancer.fullRate(before, engines * clients);
};

const course = async (installation: EngineInstallation, phases: Phases): Promise<number> => {
  const group = processGroup("loadline-engine-");
  const startedAt = performance.now() / 1000;
  try {
    const launches = await checkLaunches(installation);
    const engines = new Engines(group, installation);
    const balancer = await startBalancer(() => engines.serving);
    const server = await startNats(group);
    await engines.start(0);
    const began = performance.now();
    await engines.prepare(1);
    report(`a second engine waits; its start took ${((performance.now() - began) / 1000).toFixed(0)} s without load`);
    const alone = await fullRate(installation, { balancer, engines: 1 });
    await engines.start(1);
    const beside = (await fullRate(installation, { balancer, engines: 2 })) / 2;
    await engines.stopOne(0);
    if (!(alone > 0 && beside > 0)) return notRun("the engines answered too few requests");
    report(
      `an engine carries ${alone.toFixed(2)} requests/s, beside a second ${beside.toFixed(2)}; load average ${loadavg()[0]?.toFixed(1)}`,
    );
    const lines: Line[] = [];
    for (const planned of plans) {
      const line = startLine(group, planned, { server, enginesFile: engines.listFile, startedAt });
      lines.push(
        await line.catch((error: unknown) => {
          throw new StartFailure(error instanceof Error ? error.message : String(error));
        }),
      );
    }
    const seen = await playPhases({
      installation,
      engines,
      balancer,
      lines,
      startedAt,
      carried: { alone, beside },
      phases,
      report,
    });
    const clusters = plans.map(({ cluster }) => cluster);
    const all = [launches, ...checksOf(seen, clusters)];
    const words = { true: "passed", false: "FAILED", null: "not run" } as const;
    for (const { name, holds, figure } of all) report(`${words[`${holds}`]}  ${name}: ${figure}`);
    const [passed, failed, not] = [true, false, null].map((one) => all.filter(({ holds }) => holds === one).length);
    report(`${passed} passed, ${failed} failed, ${not} not run; load average ${loadavg()[0]?.toFixed(1)}`);
    balancer.close();
    return failed === 0 ? 0 : 1;
  } catch (error) {
    return failureOf(error);
  } finally {
    await group.stop();
  }
};

const options = new Command("npm run test:engine --")
  .description(
    "A closed loop with real engines: vLLM on the CPU, nats-server, agents, recommenders. A quarter of an hour.",
  )
  .option("--bounded", "the short course, at most ten minutes with the installation")
  .option("--install", "only installs the engine: two minutes and 5 GB")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ readonly bounded?: true; readonly install?: true }>();

const main = async (): Promise<number> => {
  if (process.platform !== "linux" || process.arch !== "x64") return notRun("the engine is built for Linux on x64");
  if (availableParallelism() < 2) return notRun("it takes two cores");
  const installation =
    (await findEngine()) ?? (await installEngine(options.install === true ? 1_800 : secondsToInstall, report));
  if (installation === null) return notRun("no engine; npm run test:engine -- --install");
  if (options.install === true) {
    report(`installed in ${engineFolder()}`);
    return 0;
  }
  return course(installation, options.bounded === true ? shortCourse : wholeCourse);
};

process.exit(await main());

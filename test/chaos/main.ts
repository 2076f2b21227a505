import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { type Random, seededRandom } from "@loadline/model";
import { derivedSeed } from "@loadline/tools/fleet/common/random";
import { reportFailure } from "@loadline/tools/processes/report-failure";
import { Command, InvalidArgumentError } from "commander";
import { brokerFaults } from "./broker-faults.ts";
import { type Fault, type FaultContext, oneOf, pass } from "./fault.ts";
import { Findings, type Healing, healed, promisedSeconds, slowerThanPromised } from "./healed.ts";
import { inputFaults } from "./input-faults.ts";
import type { Part } from "./part.ts";
import { processFaults } from "./process-faults.ts";
import { resourceFaults } from "./resource-faults.ts";
import { openStage, type Stage } from "./stage.ts";
import { Watch } from "./watch.ts";

interface Flags {
  readonly seed: number;
  readonly minutes: number;
  readonly only?: string;
  readonly patience: number;
  readonly logs?: string;
  /** Share of the draws in which a process fails beside another fault, 0…1. */
  readonly pairs: number;
}

const faults: Readonly<Record<string, Fault>> = {
  ...processFaults,
  ...brokerFaults,
  ...inputFaults,
  ...resourceFaults,
};

const number = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("a number above 0 is expected");
  return value;
};

const program = new Command("chaos")
  .description("Runs every part against a simulated fleet, breaks things at random and checks what the parts promise.")
  .option("--seed <number>", "same seed, same faults in the same order", number, 1)
  .option("--minutes <number>", "how long faults are drawn", number, 10)
  .option("--only <names>", `only these faults, separated by commas: ${Object.keys(faults).join(", ")}`)
  .option("--patience <seconds>", "how long after a fault all has to be as before", number, 90)
  .option("--pairs <share>", "share of the draws in which a process fails beside another fault", number, 0.3)
  .option("--logs <folder>", "where the logs of all parts are copied at the end")
  .addHelpText(
    "after",
    `
Examples:
  node test/dist/chaos/main.js --seed 7 --minutes 10
  node test/dist/chaos/main.js --seed 7 --minutes 5 --only "network,broker killed" --logs /tmp/chaos-logs

Ends with status 1 where a promise was broken.`,
  )
  .exitOverride();

interface Row {
  readonly name: string;
  readonly drawn: string;
  readonly healing: Healing;
}

// What a log contains when something broke that nobody foresaw.
const signs = /unhandled|tick failed|TypeError|RangeError|ReferenceError|MaxListeners|FATAL|heap out of memory/i;

const readLogs = ({ group }: Stage, findings: Findings, to: string | undefined): void => {
  const folder = join(group.folder, "logs");
  if (to !== undefined) mkdirSync(to, { recursive: true });
  for (const file of readdirSync(folder)) {
    if (to !== undefined) copyFileSync(join(folder, file), join(to, file));
    if (file.startsWith("fleet") || file.startsWith("nats")) continue;
    for (const line of readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((one) => signs.test(one))) {
      findings.add(`the log of ${file} has ${signs.exec(line)?.[0]}`, line.slice(0, 600));
    }
  }
};

/** One of the names, each once before any comes again; now and then with a fault of a process beside it. */
const draw = (random: Random, names: readonly string[], deck: string[], pairs: number): readonly string[] => {
  if (deck.length === 0) deck.push(...names);
  const [first = ""] = deck.splice(Math.floor(random() * deck.length), 1);
  const beside = names.filter((name) => processFaults[name] !== undefined && name !== first);
  const isPair = random() < pairs && processFaults[first] === undefined && beside.length > 0;
  return isPair ? [first, oneOf(random, beside)] : [first];
};

const oneRow = async (context: FaultContext, names: readonly string[], patience: number): Promise<Row> => {
  const { stage, watch, findings } = context;
  const name = names.join(" + ");
  findings.under = name;
  const drawn = (await Promise.all(names.map((each) => (faults[each] as Fault)(context)))).join(" + ");
  const healing = await healed(stage, watch, patience);
  if (healing.wholeSeconds === null) {
    findings.add(`not whole again ${patience} s after "${name}": ${healing.lacking.join("; ")}`, drawn);
  } else {
    const slow = slowerThanPromised(healing);
    const load = loadavg()[0]?.toFixed(1);
    if (slow !== null) findings.add(slow, `${drawn}; last: ${healing.lacking.join("; ")}; load of the machine ${load}`);
  }
  return { name, drawn, healing };
};

const shown = (value: number | null): string => (value === null ? "never" : value.toFixed(1)).padStart(6);

const fewestMinutesForDisk = 5;

/** What these processes cannot be put through, and where it is put to the test instead. */
const notRun = (hasSmallStore: boolean): readonly string[] => [
  "clock steps (processes read the clock of the machine; npm run test:full -- simulation steps injected clocks)",
  "network namespaces (each part has a proxy of its own, which drops, delays and cuts)",
  ...(hasSmallStore ? [] : ["disk full (this user may not mount a file system)"]),
];

const report = (rows: readonly Row[], watch: Watch, findings: Findings, hasSmallStore: boolean): void => {
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  out(
    `\n${rows.length} faults; events ${watch.events.accepted} accepted, ${watch.events.refused} refused; ${watch.events.scaleUps} up, ${watch.events.scaleDowns} down; slowest look ${watch.slowestLookSeconds.toFixed(1)} s`,
  );
  out(
    `fault                                     cases  violations  events again  whole again  (longest, s; promised ${promisedSeconds})`,
  );
  for (const name of [...new Set(rows.map((row) => row.name))].toSorted()) {
    const own = rows.filter((row) => row.name === name).map(({ healing }) => healing);
    const longest = (of: (one: Healing) => number | null): string => {
      const times = own.map(of);
      return shown(times.includes(null) ? null : Math.max(...times.map(Number)));
    };
    const [cases, violations] = [own.length, findings.countUnder(name)].map((count) => String(count).padStart(5));
    out(
      `${name.padEnd(40)}  ${cases}       ${violations}        ${longest((one) => one.eventsSeconds)}       ${longest((one) => one.wholeSeconds)}`,
    );
  }
  out(`not run here: ${notRun(hasSmallStore).join("; ")}`);
  out("\nresident memory (MiB)    first   last   most");
  for (const [name, { first, last, most }] of watch.memory)
    out(
      `${name.padEnd(22)} ${first.toFixed(0).padStart(7)} ${last.toFixed(0).padStart(6)} ${most.toFixed(0).padStart(6)}`,
    );
  out(findings.count === 0 ? "\nevery promise was kept" : `\n${findings.count} promises broken:`);
  for (const line of findings.lines()) out(`  ${line}`);
};

const stopRequested = (): { readonly asked: () => boolean } => {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      asked = true;
    });
  }
  return { asked: () => asked };
};

// A recommender that starts while the broker is away ends with these codes, and is started again by whoever runs it.
const startsLater = /^LL_(NATS_UNREACHABLE|NATS_REFUSED|STREAM_MISSING): /m;
// One that starts while the plan is broken has no valid one to go on with.
const refusesPlan = (findings: Findings, last: string): boolean =>
  findings.under.includes("plan broken") && /^LL_PLAN_INVALID: /.test(last);
const secondsToRestart = 2;

/** Starts what ended by itself again, and reports it where its log does not show why. */
const supervised =
  (findings: Findings) =>
  (part: Part, code: number | string): void => {
    const last = part.log().trimEnd().split("\n").slice(-12);
    const end = last.at(-1) ?? "";
    if (!(code === 1 && startsLater.test(end)) && !(code === 2 && refusesPlan(findings, end))) {
      findings.add(`${part.name.replace(/ \d+$/, "")} ended by itself with ${code}`, last.join("\n"));
    }
    setTimeout(() => {
      if (!part.runs && part.wanted) part.start();
    }, secondsToRestart * 1000).unref();
  };

const run = async ({ seed, minutes, only, patience, logs, pairs }: Flags): Promise<number> => {
  const findings = new Findings();
  const names = only === undefined ? Object.keys(faults) : only.split(",").map((name) => name.trim());
  const unknown = names.find((name) => faults[name] === undefined);
  if (unknown !== undefined) throw new InvalidArgumentError(`no fault is named "${unknown}"`);
  const random = seededRandom(derivedSeed(seed, "chaos"));
  const stopping = stopRequested();
  const onEnd = supervised(findings);
  const stage = await openStage(seed, onEnd);
  const watch = new Watch(stage, findings);
  watch.start();
  const rows: Row[] = [];
  const context: FaultContext = { stage, watch, findings, random };
  try {
    const first = await healed(stage, watch, 2 * patience);
    if (first.wholeSeconds === null) throw new Error(`the parts did not come up: ${first.lacking.join("; ")}`);
    await pass(context, 3);
    // A full disk ends with a restart of everything that stores: a run of a few minutes is left to the others.
    const fillsDisk = stage.broker.hasSmallStore && (only !== undefined || minutes >= fewestMinutesForDisk);
    const able = names.filter((name) => name !== "disk full" || fillsDisk);
    const deck: string[] = [];
    const end = Date.now() + minutes * 60_000;
    while (Date.now() < end && !stopping.asked()) {
      const row = await oneRow(context, draw(random, able, deck, pairs), patience);
      rows.push(row);
      process.stdout.write(
        `${row.name}: ${row.drawn}; events after ${shown(row.healing.eventsSeconds).trim()} s, whole after ${shown(row.healing.wholeSeconds).trim()} s\n`,
      );
    }
  } finally {
    findings.under = "the end";
    readLogs(stage, findings, logs);
    if (logs !== undefined) writeFileSync(join(logs, "events.jsonl"), `${watch.events.events.join("\n")}\n`);
    report(rows, watch, findings, stage.broker.hasSmallStore);
    await watch.stop();
    await stage.stop();
  }
  return findings.count === 0 ? 0 : 1;
};

try {
  process.exit(await run(program.parse().opts<Flags>()));
} catch (error) {
  process.exit(reportFailure(error));
}

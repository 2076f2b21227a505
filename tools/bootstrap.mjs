#!/usr/bin/env node
// Prepares a fresh clone and starts what was asked for. No dependencies: it runs before anything is installed.
import { fileURLToPath } from "node:url";
import { checkNode } from "./bootstrap/check-node.mjs";

checkNode();

const { build, install } = await import("./bootstrap/prepare.mjs");
const { requireServers } = await import("./bootstrap/servers.mjs");
const { Failure, printLine } = await import("./bootstrap/report.mjs");
const { stopCommands } = await import("./bootstrap/run-command.mjs");

const help = `usage: node tools/bootstrap.mjs <verb> [arguments]

  demo       install, build, find the servers, run the demo          (npm run demo)
  test       install, build, find the servers, run every check       (npm test)
  engine     a closed loop with a real vLLM on the CPU                (npm run test:engine)
  loadline   the loadline command                                    (npm run -s loadline -- --help)
  agent      the node agent                                          (npm run -s agent -- --help)
  release    packages, images, plugin and chart, with their checksums (npm run release -- --dry-run)
  bench      speed and memory beside a baseline of the same run      (npm run bench -- --help)
  calibrate  fit the model to the measured rows                      (npm run calibrate -- --check)
  generate   write the generated pages and data                      (npm run generate)
  mutation   change the sources one by one; tests have to notice     (npm run test:mutation)
  prepare    install and build only

examples:
  npm run demo
  npm run demo -- --trace requests.csv --format azure --speed-up 20
  npm run -s loadline -- watch --json
  npm run -s agent -- --once --stdout
`;

/** What each verb needs, and the built module that it runs. */
const verbs = {
  demo: { servers: ["nats-server", "prometheus"], module: "../tools/dist/demo/main.js" },
  test: { servers: ["nats-server", "prometheus", "chromium"], module: "../test/dist/check/main.js" },
  engine: { servers: ["nats-server"], module: "../test/dist/engine/main.js" },
  loadline: { servers: [], module: "../apps/cli/dist/bin/main.js", quiet: true },
  agent: { servers: [], module: "../apps/agent/dist/main.js", quiet: true },
  release: { servers: ["nats-server"], module: "../tools/dist/release/main.js" },
  bench: { servers: ["nats-server"], module: "../test/dist/bench/main.js" },
  calibrate: { servers: [], module: "../tools/dist/fit/speed.js" },
  generate: { servers: [], module: "../tools/dist/generate/main.js", quiet: true },
  mutation: { servers: ["nats-server"], module: "../test/dist/mutation/main.js" },
  prepare: { servers: [], module: null },
};

const asksForHelp = (args) => args.includes("--help") || args.includes("-h");

const run = async ([verb, ...args]) => {
  if (verb === undefined || verb === "--help" || verb === "-h") {
    process.stdout.write(help);
    return;
  }
  const wanted = verbs[verb];
  if (wanted === undefined) throw new Failure(`LL_USAGE: unknown verb "${verb}"\n\n${help}`, 2);
  const quiet = wanted.quiet === true;
  const servers = asksForHelp(args) ? {} : requireServers(wanted.servers);
  const [found] = await Promise.all([servers, install({ quiet }).then(() => build({ quiet }))]);
  if (wanted.module === null) return;
  Object.assign(process.env, found);
  const target = new URL(wanted.module, import.meta.url);
  process.argv = [process.execPath, fileURLToPath(target), ...args];
  await import(target.href);
};

process.env.LOADLINE_STARTED_AT ??= String(performance.timeOrigin);
try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  stopCommands();
  printLine(error.message);
  process.exit(error.exitCode);
}

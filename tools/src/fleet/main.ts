import { isLoadlineError, isRecord, LoadlineError } from "@loadline/model";
import type { ErrorCode } from "@loadline/model/internal";
import { createLogger } from "./common/logger.ts";
import type { FleetArguments } from "./read-inputs.ts";
import { runFleet } from "./run-fleet.ts";

/** Faults of the surroundings. Every other one is a mistake in the command, the plan or the trace. */
const failures: readonly ErrorCode[] = ["LL_NATS_UNREACHABLE", "LL_STREAM_MISSING", "LL_STREAM_CONFIG_REFUSED"];

const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

/** After a signal everything must be closed within this time; then the process ends anyway. */
const graceMilliseconds = 800;

const defaults = { seed: 1, speedUp: 1, loadFactor: 1, startReplicas: "planned" } as const;

/** @throws LL_CONFIG_INVALID */
const argumentsOf = (text = ""): FleetArguments => {
  try {
    const given: unknown = JSON.parse(text);
    if (isRecord(given) && ["plan", "server", "dir"].every((key) => typeof given[key] === "string"))
      return { ...defaults, ...given } as FleetArguments;
  } catch {
    // The same message as for other JSON.
  }
  const expected = "one argument in JSON with plan, server and dir, as in tools/src/fleet/README.md";
  throw new LoadlineError("LL_CONFIG_INVALID", { key: "arguments", value: text, expected });
};

const stopping = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.on(name, () => {
    stopping.abort();
    setTimeout(() => process.exit(exitCode.ok), graceMilliseconds).unref();
  });
}
try {
  await runFleet({
    arguments: argumentsOf(process.argv[2]),
    logger: createLogger(),
    signal: stopping.signal,
    announce: (line) => void process.stdout.write(line),
  });
  process.exit(exitCode.ok);
} catch (error) {
  if (!isLoadlineError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exit(failures.includes(error.code) ? exitCode.failed : exitCode.usage);
}

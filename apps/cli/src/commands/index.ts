import type { CliCommand } from "../command.ts";
import { catalog } from "./catalog.ts";
import { doctor } from "./doctor.ts";
import { estimate } from "./estimate.ts";
import { plan } from "./plan.ts";
import { streams } from "./streams.ts";
import { watch } from "./watch.ts";

export const commands: readonly CliCommand[] = [watch, estimate, plan, catalog, streams, doctor];

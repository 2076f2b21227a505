import type { CliCommand } from "../command.ts";
import { backtest } from "./backtest.ts";
import { calibrate } from "./calibrate.ts";
import { catalog } from "./catalog.ts";
import { doctor } from "./doctor.ts";
import { estimate } from "./estimate.ts";
import { explain } from "./explain.ts";
import { model } from "./model.ts";
import { plan } from "./plan.ts";
import { record } from "./record.ts";
import { simulate } from "./simulate.ts";
import { streams } from "./streams.ts";
import { watch } from "./watch.ts";

export const commands: readonly CliCommand[] = [
  watch,
  explain,
  estimate,
  plan,
  simulate,
  backtest,
  model,
  calibrate,
  catalog,
  record,
  streams,
  doctor,
];

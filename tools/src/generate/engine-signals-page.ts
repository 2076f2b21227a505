import {
  type EngineSignal,
  type EngineSignals,
  engineSignals,
  type SaturationSignal,
  saturationSignals,
} from "@loadline/protocol";
import { page, table } from "./markdown.ts";

const titles: Readonly<Record<SaturationSignal, string>> = {
  running: "running",
  waiting: "waiting",
  waitingByReason: "waiting, by reason",
  slots: "slots",
  kvCacheUse: "KV cache in use",
  preemptions: "preemptions",
  queueTime: "queue time",
  rejections: "rejections",
};

const cellOf = (prefix: string, signal: EngineSignal | undefined): string => {
  if (signal === undefined) return "none";
  const { names, where, note } = signal;
  const series = names.map((name) => `\`${prefix}${name}${where === undefined ? "" : `{${where}}`}\``).join(", else ");
  return note === undefined ? series : `${series} (${note})`;
};

const engines: readonly (readonly [name: string, EngineSignals])[] = Object.entries(engineSignals);

const lackingOf = ([engine, { signals }]: (typeof engines)[number]): string => {
  const lacking = saturationSignals.filter((name) => signals[name] === undefined).map((name) => titles[name]);
  return `- **${engine}**: ${lacking.length === 0 ? "nothing" : lacking.join(", ")}`;
};

/** docs/reference/engine-signals.md: by which metrics each engine shows that it is saturated, and what it lacks. */
export const engineSignalsPage = (): string =>
  page(
    "Signals of saturation by engine",
    "The agent reads by these names, and the rule `loadline:engine_waiting` watches by them. Several names are those of several versions.",
    ...engines.flatMap(([engine, { prefix, source, signals }]) => [
      `## ${engine}`,
      table(
        ["signal", "metric"],
        saturationSignals.map((name) => [titles[name], cellOf(prefix, signals[name])]),
      ),
      `Source: ${source}`,
    ]),
    "## What each lacks",
    engines.map(lackingOf).join("\n"),
  );

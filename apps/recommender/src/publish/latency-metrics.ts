import { recommenderMetrics } from "@loadline/protocol";
import { counter } from "@loadline/runtime/prometheus";
import type { Registry } from "prom-client";
import type { Assessment } from "../decide/assessment.ts";
import { type Attained, attainedOf } from "../fleet/latencies.ts";

export type Labels = Readonly<Record<string, string>>;

// A scrape escapes what would end a value or a line. https://prometheus.io/docs/instrumenting/exposition_formats/
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };
const special = /[\\"\n]/g;

export const labelText = (labels: Labels): string => {
  let text = "";
  for (const name in labels) {
    const value = (labels[name] ?? "").replace(special, (sign) => escapes[sign] ?? sign);
    text += `${text === "" ? "" : ","}${name}="${value}"`;
  }
  return text;
};

/**
 * Families whose series are set anew at each tick, 25,000 of them for 500 deployments: prom-client hashes the labels of
 * each series at each tick and formats them at each scrape.
 */
export class Families {
  /** By name its text, and the pieces of the lines behind that. */
  readonly #series = new Map(
    recommenderMetrics
      .filter(({ name, type }) => type !== "counter" && name !== "loadline_step_duration_seconds")
      .map(({ name, help, type }) => [
        name,
        { text: `\n# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`, pieces: [""] },
      ]),
  );

  /** A series that is not there yet. */
  put(name: (typeof recommenderMetrics)[number]["name"], labels: string, value: number): void {
    this.#series.get(name)?.pieces.push(name, "{", labels, "} ", String(value), "\n");
  }

  /** Puts together what is there: a million pieces outlive several collections of garbage. */
  join(): void {
    for (const series of this.#series.values()) {
      series.text += series.pieces.join("");
      series.pieces.length = 0;
    }
  }

  get text(): string {
    this.join();
    return [...this.#series.values()].map(({ text }) => text).join("");
  }
}

export const objectiveNames = {
  timeToFirstToken: "time_to_first_token",
  interTokenLatency: "inter_token_latency",
} as const;

/** Counts which observations met the objectives since the first tick; that one only shows from where to count. */
export const attainmentCounter = (registry: Registry) => {
  const counted = counter(registry, "loadline_objective_observations_total");
  const before = new Map<string, Attained>();
  return ({ cluster, deployment, latency = null }: Assessment): void => {
    for (const now of latency === null ? [] : attainedOf(latency.totals, deployment)) {
      const labels = { cluster, deployment: deployment.name, objective: objectiveNames[now.name] };
      const key = JSON.stringify(labels);
      const last = before.get(key);
      before.set(key, now);
      if (last === undefined || last.objectiveSeconds !== now.objectiveSeconds) continue;
      const [all, met] = [now.observations - last.observations, now.met - last.met];
      counted.inc({ ...labels, result: "met" }, Math.max(0, met));
      counted.inc({ ...labels, result: "missed" }, Math.max(0, all - met));
    }
  };
};

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  freePort,
  natsServerArguments,
  natsServerProgram,
  natsServerUrl,
  prometheusProgram,
  serverBinary,
  waitFor,
} from "@loadline/servers";
import { endedEarly } from "./child.ts";
import type { ProcessGroup } from "./process-group.ts";

interface ScrapeJob {
  readonly name: string;
  /** Each by its host:port, with what its series carry beside their own labels. */
  readonly targets: readonly { readonly address: string; readonly labels?: Readonly<Record<string, string>> }[];
  /** Lists of engines that come and go, as an agent reads them. */
  readonly engineFiles?: readonly string[];
}

const staticConfig = ({ address, labels = {} }: ScrapeJob["targets"][number]) => ({ targets: [address], labels });

const scrapeConfig = ({ name, targets, engineFiles = [] }: ScrapeJob) => ({
  job_name: name,
  static_configs: targets.map(staticConfig),
  file_sd_configs: engineFiles.length === 0 ? [] : [{ files: engineFiles, refresh_interval: "5s" }],
  relabel_configs: [
    ...["pod", "instance"].map((label) => ({
      source_labels: ["__engine_id__"],
      regex: "(.+)",
      target_label: label,
    })),
    // As the ServiceMonitor of a deployment would name it.
    { source_labels: ["__engine_id__", "deployment"], regex: "(.+);(.+)", replacement: "$2", target_label: "job" },
    // An engine that drains is the same engine; its own series say which rank of it they are of.
    { action: "labeldrop", regex: "gpus|draining|engine" },
  ],
});

const configuration = (jobs: readonly ScrapeJob[]): string =>
  JSON.stringify(
    {
      global: { scrape_interval: "2s", scrape_timeout: "2s" },
      scrape_configs: jobs.map(scrapeConfig),
    },
    null,
    2,
  );

/** True when the server at the address stores its data in our folder, so it is the one we started. */
const isOurs = async (url: string, storage: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/api/v1/status/flags`);
    const { data } = (await response.json()) as { data: Record<string, string> };
    return data["storage.tsdb.path"] === storage;
  } catch {
    return false;
  }
};

/** Starts a Prometheus that scrapes the jobs; JSON is valid YAML, so the configuration needs no writer of its own. */
export const startPrometheus = async (group: ProcessGroup, jobs: readonly ScrapeJob[]) => {
  const folder = join(group.folder, "prometheus");
  const storage = join(folder, "data");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "prometheus.yml"), configuration(jobs));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = group.start({
    name: "prometheus",
    program: serverBinary(prometheusProgram),
    args: [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${storage}`,
      "--storage.tsdb.retention.time=6h",
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=warn",
    ],
  });
  await waitFor(async () => ((await isOurs(url, storage)) ? true : null), {
    what: "Prometheus",
    everySeconds: 0.1,
    givenUp: () => endedEarly(child),
  });
  return { url, child };
};

/** Starts a nats-server with JetStream in the group's folder, on a free port. */
export const startNatsServer = async (group: ProcessGroup) => {
  const folder = join(group.folder, "nats");
  mkdirSync(folder, { recursive: true });
  const child = group.start({
    name: "nats-server",
    program: serverBinary(natsServerProgram),
    args: natsServerArguments(folder),
  });
  const url = await waitFor(() => natsServerUrl(folder, child.pid), {
    what: "nats-server",
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });
  return { url, child };
};

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestNatsServer, waitFor } from "@loadline/servers";
import { repositoryRoot } from "../repository.ts";
import type { ImageApp } from "./image-parts.ts";
import { unpackImage } from "./oci-image.ts";
import { restrictionsOf, startContainer } from "./start-container.ts";

type Texts = Readonly<Record<string, string>>;

/** What the volumes of the manifest bring, and the environment. */
const layouts: Readonly<Record<ImageApp["name"], { files: (server: string) => Texts; environment: Texts }>> = {
  "loadline-agent": {
    files: (server) => ({
      "/etc/loadline-agent/settings/agent.json": JSON.stringify({
        server,
        listen: "127.0.0.1:0",
        stateDirectory: "/var/lib/loadline-agent/state",
      }),
    }),
    environment: { LOADLINE_AGENT_HOST: "node-1" },
  },
  "loadline-recommender": {
    files: (server) => ({
      "/etc/loadline-recommender/settings/recommender.json": JSON.stringify({
        server,
        listen: "127.0.0.1:0",
        ensureStreams: true,
        plan: "/etc/loadline-recommender/settings/plan.yaml",
      }),
      "/etc/loadline-recommender/settings/plan.yaml": readFileSync(
        join(repositoryRoot, "deploy/demo/plan.yaml"),
        "utf8",
      ),
    }),
    environment: {},
  },
};

/** Lines of /proc/PID/status: user, group, capabilities, further privileges. */
const statusOf = ({ pid }: ChildProcess): Texts =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/status`, "utf8")
      .split("\n")
      .map((line) => line.split(":\t"))
      .map(([key = "", value = ""]) => [key, value.replaceAll("\t", " ").trim()]),
  );

const rootIsReadOnly = ({ pid }: ChildProcess): boolean =>
  /^\d+ \d+ \S+ \S+ \/ ro[, ]/m.test(readFileSync(`/proc/${pid}/mountinfo`, "utf8"));

const peakMemory = (group: string | null): number | null => {
  if (group === null) return null;
  for (const file of ["memory.max_usage_in_bytes", "memory.peak"]) {
    try {
      return Number(readFileSync(join(group, file), "utf8"));
    } catch {
      // The other version of cgroups.
    }
  }
  return null;
};

const throttledPeriods = (group: string | null): number | null => {
  const text = group === null ? null : readFileSync(join(group, "cpu.stat"), "utf8");
  return text === null ? null : Number(/^nr_throttled (\d+)$/m.exec(text)?.[1] ?? 0);
};

/** Starts the image of a layout under its manifest's restrictions beside a real broker, asks it for its health and ends it. */
export const startImage = async (layout: string, app: ImageApp) => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-image-"));
  const broker = await startTestNatsServer();
  const { files, environment } = layouts[app.name];
  const restrictions = restrictionsOf(join(repositoryRoot, "deploy/kubernetes/base/loadline.yaml"), app.name);
  const image = unpackImage(layout, join(folder, "root"));
  const container = startContainer({ image, restrictions, files: files(broker.url), environment });
  const { child, log, memoryGroup, cpuGroup } = container;
  try {
    const address = await waitFor(() => /"listening":"([^"]+)"/.exec(log())?.[1] ?? null, {
      what: `${app.name}, whose log is: ${log()}`,
      seconds: 60,
      everySeconds: 0.05,
      givenUp: () => (child.exitCode === null ? null : new Error(`${app.name} ended: ${log()}`)),
    });
    const health = (await fetch(`http://${address}/healthz`)).status;
    const seen = { health, status: statusOf(child), rootIsReadOnly: rootIsReadOnly(child) };
    const memory = { memoryBytes: peakMemory(memoryGroup), limitBytes: restrictions.memoryBytes };
    const throttled = { throttledPeriods: throttledPeriods(cpuGroup) };
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    return { ...seen, ...memory, ...throttled, exitCode: child.exitCode, log: log() };
  } finally {
    child.kill("SIGKILL");
    await broker.stop();
    for (const group of new Set([memoryGroup, cpuGroup])) if (group !== null) rmdirSync(group);
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What a started image lacks of what its manifest asks. */
export const faultsOfStart = (
  { name }: ImageApp,
  { health, status, rootIsReadOnly: readOnly, exitCode }: Awaited<ReturnType<typeof startImage>>,
): readonly string[] => {
  const expected: readonly (readonly [string, boolean])[] = [
    ["/healthz answers 200", health === 200],
    ["it runs as the user of the manifest", status["Uid"] === "65532 65532 65532 65532"],
    ["it has no capability", status["CapBnd"] === "0000000000000000" && status["CapEff"] === "0000000000000000"],
    ["it gains no privilege", status["NoNewPrivs"] === "1"],
    ["its root is read-only", readOnly],
    ["it ends with 0 on SIGTERM", exitCode === 0],
  ];
  return expected.filter(([, holds]) => !holds).map(([what]) => `${name}: not so: ${what}`);
};

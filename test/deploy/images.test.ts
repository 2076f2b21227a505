import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestNatsServer } from "@loadline/servers";
import { faultsOfStart, startImage } from "@loadline/tools/release/check-images";
import { type ImageApp, imageApps } from "@loadline/tools/release/image-parts";
import { baseLayer, type Layer, unpackImage, writeImage } from "@loadline/tools/release/oci-image";
import { canConfine } from "@loadline/tools/release/start-container";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "loadline-images-"));
let base: Layer;

const bundles = new Map<string, string>();

/** The app with a bundle made here, so that the test needs no build; each is made once. */
const bundled = (app: ImageApp, from = ["--of-sources"]): ImageApp => {
  const key = [app.name, ...from].join(" ");
  const bundle = bundles.get(key) ?? join(mkdtempSync(join(folder, "bundle-")), `${app.name}.mjs`);
  if (!bundles.has(key))
    execFileSync(process.execPath, [join(app.bundle, "../../build/bundle.mjs"), bundle, ...from], { stdio: "pipe" });
  bundles.set(key, bundle);
  return { ...app, bundle };
};

const isBuilt = existsSync(new URL("../../packages/protocol/dist", import.meta.url));

// The images of a release have the pinned Node; these have the one that runs the tests.
beforeAll(() => {
  base = baseLayer(process.execPath, 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(imageApps)("the image of $name", (app) => {
  const layout = join(folder, `layout-${app.name}`);
  let made: ImageApp;
  let digest: string;
  beforeAll(() => {
    made = bundled(app);
    digest = writeImage(layout, made, "0.0.0", base);
  });

  test("has Node, its libraries and the app; no shell, no package manager, and the same bytes when made again", () => {
    expect(writeImage(join(folder, `again-${app.name}`), made, "0.0.0", base)).toBe(digest);
    const { root, user, entrypoint } = unpackImage(layout, join(folder, `files-${app.name}`));
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["node", `${app.name}.mjs`, `${app.name}.mjs.LEGAL.txt`, "LICENSE"]));
    expect(names.filter((name) => /^(sh|bash|busybox|apt|dpkg|npm)$/.test(name))).toEqual([]);
    expect(user).toBe("65532:65532");
    expect(entrypoint.at(-1)).toBe(`/usr/lib/${app.name}/${app.name}.mjs`);
  });

  // As a release is made: of what the build put into dist, where a file may be missing.
  test.skipIf(!isBuilt)("is made of the built packages, too", () => {
    const { bundle } = bundled(app, []);
    expect(execFileSync(process.execPath, [bundle, "--help"], { encoding: "utf8" })).toContain(`Usage: ${app.name}`);
  });

  test.skipIf(!canConfine())(
    "starts under the user, capabilities, read-only root and limits of its manifest",
    async () => {
      const started = await startImage(layout, app);
      expect({ faults: faultsOfStart(app, started), log: started.log }).toEqual({ faults: [], log: started.log });
      expect(started.throttledPeriods === null).toBe(app.name === "loadline-recommender");
      if (started.memoryBytes !== null) expect(started.memoryBytes).toBeLessThanOrEqual(started.limitBytes ?? 0);
    },
  );
});

test("the one file of the recommender asks Kubernetes with the credentials of its configuration", async () => {
  const broker = await startTestNatsServer();
  const api = createServer((_, answer) => answer.writeHead(404).end()).listen(0, "127.0.0.1");
  await once(api, "listening");
  const asked = once(api, "request") as Promise<[IncomingMessage]>;
  const [plan, kubeconfig] = [join(folder, "plan.yaml"), join(folder, "kubeconfig.json")];
  const example = readFileSync(new URL("../../deploy/demo/plan.yaml", import.meta.url), "utf8");
  writeFileSync(plan, example.replace(/^ {4}model:/m, "    kubernetes: { namespace: serving, name: chat }\n$&"));
  const server = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const config = {
    clusters: [{ name: "c", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user: { token: "of-the-account" } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const { bundle } = bundled(imageApps.find(({ name }) => name === "loadline-recommender") as ImageApp);
  const flags = ["--plan", plan, "--server", broker.url, "--ensure-streams", "--kubernetes-counts"];
  const child = spawn(process.execPath, [bundle, ...flags, "--listen", "127.0.0.1:0"], {
    stdio: "ignore",
    env: { ...process.env, KUBECONFIG: kubeconfig },
  });
  const ended = once(child, "exit");
  try {
    const first = await Promise.race([asked, ended.then(([code]) => Promise.reject(new Error(`ended with ${code}`)))]);
    expect(first[0].headers.authorization).toBe("Bearer of-the-account");
  } finally {
    child.kill("SIGKILL");
    await ended;
    api.closeAllConnections();
    api.close();
    await broker.stop();
  }
});

test("an image whose blob was changed is refused", () => {
  const layout = join(folder, "layout-changed");
  const [app] = imageApps;
  if (app === undefined) throw new Error("no image is described");
  writeImage(layout, bundled(app), "0.0.0", base);
  const index = join(layout, "index.json");
  const [, digest = ""] = /"digest":"([^"]+)"/.exec(readFileSync(index, "utf8")) ?? [];
  const blob = join(layout, "blobs", digest.replace(":", "/"));
  writeFileSync(blob, readFileSync(blob, "utf8").replace('"schemaVersion":2', '"schemaVersion":3'));
  expect(() => unpackImage(layout, join(folder, "changed-files"))).toThrow(/other bytes/);
});

test("the unit of systemd starts the agent with the flags of its image", () => {
  const unit = readFileSync(new URL("../../deploy/agent/systemd/loadline-agent.service", import.meta.url), "utf8");
  const flags = /^ExecStart=\S+ node (.*?) \/usr\/lib/m.exec(unit)?.[1];
  expect(imageApps.find(({ name }) => name === "loadline-agent")?.flags.join(" ")).toBe(flags);
});

import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually, Lab, planText } from "../../test/lab.ts";

const timeout = 120_000;
let lab: Lab;
let server: Server;
let calls = 0;

beforeEach(async () => {
  // Loading it takes seconds, in which a broker would wait for this process.
  await import("@kubernetes/client-node/dist/config.js");
  lab = await Lab.open();
  lab.rate = 3;
  calls = 0;
  server = createServer(() => {
    calls += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const config = {
    clusters: [{ name: "c", cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  };
  const path = join(lab.world.folder, "kubeconfig.json");
  await writeFile(path, JSON.stringify(config));
  vi.stubEnv("KUBECONFIG", path);
}, timeout);
afterEach(async () => {
  vi.unstubAllEnvs();
  await lab.close();
  server.close();
}, timeout);

test("decisions go on while the API server accepts connections and answers nothing", { timeout }, async () => {
  const plan = join(lab.world.folder, "plan.yaml");
  await writeFile(
    plan,
    planText.replace("leadTimeSeconds", "kubernetes: { namespace: serving, name: chat }\n    leadTimeSeconds"),
  );
  await lab.start({ kubernetesCounts: true });
  await lab.until("a first count", ({ replicas }) => replicas.desired === 2);
  await eventually(() => calls > 0 || undefined);
  lab.rate = 30;
  const up = await lab.until("scale-up", ({ verdict }) => verdict === "scale-up");
  expect(up.data.replicas.desired).toBeGreaterThan(2);
  await lab.stop();
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, credentials, loadPackageDefinition, status } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import { afterEach, expect, test } from "vitest";
import { Faults } from "./faults.ts";
import { podResourcesApi, serveKubelet } from "./kubelet.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Ask = (request: object, options: object, done: (error: { code: number } | null, value: unknown) => void) => void;
const list = {
  pod_resources: [
    {
      name: "chat-0",
      namespace: "serving",
      containers: [
        {
          name: "engine",
          devices: [{ resource_name: "nvidia.com/gpu", device_ids: ["GPU-1"] }],
          dynamic_resources: [],
        },
      ],
    },
  ],
};

/** What a client gets, or the code of the status. */
const ask = async (method: "List" | "GetAllocatableResources", faults = {}): Promise<unknown> => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-kubelet-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const socket = join(folder, "kubelet.sock");
  const server = await serveKubelet({ socket, list, allocatable: null, faults: () => Faults.parse(faults) });
  cleanups.push(server.close);
  const definition = fromJSON(structuredClone(podResourcesApi) as never, { keepCase: true, defaults: true });
  const { v1 } = loadPackageDefinition(definition) as unknown as {
    readonly v1: { readonly PodResourcesLister: new (...args: unknown[]) => Client & Record<string, Ask> };
  };
  const client = new v1.PodResourcesLister(server.url, credentials.createInsecure(), { "grpc.default_authority": "x" });
  cleanups.push(() => client.close());
  return new Promise((resolve) =>
    client[method]?.({}, { deadline: Date.now() + 2000 }, (error, value) =>
      resolve(error === null ? value : error.code),
    ),
  );
};

test("the list is answered as it was captured", async () => expect(await ask("List")).toEqual(list));
test("a question without an answer is not implemented", async () =>
  expect(await ask("GetAllocatableResources")).toBe(status.UNIMPLEMENTED));
test("the fault's code is the status", async () =>
  expect(await ask("List", { exitCode: status.UNAVAILABLE })).toBe(status.UNAVAILABLE));
test("one that hangs is met by the deadline", async () =>
  expect(await ask("List", { hang: true })).toBe(status.DEADLINE_EXCEEDED));

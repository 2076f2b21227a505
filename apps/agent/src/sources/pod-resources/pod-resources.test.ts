import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, status } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { cases } from "../../../test/cases.ts";
import { podResourcesSource } from "./index.ts";
import { podResourcesService } from "./kubelet-client.ts";
import { isGpuResource, parseDeviceId, readPodResources } from "./pod-report.ts";

describe("ids of devices", () => {
  test.each([
    { id: "GPU-4cf8db2d", device: "GPU-4cf8db2d", share: null },
    { id: "MIG-7c0f1a3e-6f0b-5b8a", device: "MIG-7c0f1a3e-6f0b-5b8a", share: null },
    { id: "GPU-4cf8db2d::3", device: "GPU-4cf8db2d", share: "3" },
    { id: "MIG-7c0f1a3e::7", device: "MIG-7c0f1a3e", share: "7" },
    { id: "MIG-GPU-4cf8db2d/1/0", device: "MIG-GPU-4cf8db2d/1/0", share: null },
    { id: "nvidia0", device: "nvidia0", share: null },
    { id: "nvidia0/gi3", device: "nvidia0/gi3", share: null },
    { id: "nvidia0/vgpu2", device: "nvidia0", share: "2" },
    { id: "nvidia0/gi3/vgpu0", device: "nvidia0/gi3", share: "0" },
  ])("$id is $device, share $share", ({ id, device, share }) => expect(parseDeviceId(id)).toEqual({ device, share }));
  test.each(["", "a b", "x".repeat(201), "a\u0000"])("%j is none", (id) => expect(parseDeviceId(id)).toBeNull());
  test.each(["nvidia.com/gpu", "nvidia.com/gpu.shared", "nvidia.com/mig-1g.10gb", "amd.com/gpu"])(
    "%s is a GPU",
    (name) => expect(isGpuResource(name)).toBe(true),
  );
  test.each(["cpu", "rdma/hca", "nvidia.com/nic"])("%s is none", (name) => expect(isGpuResource(name)).toBe(false));
});

const { names, text: textOf, expected } = cases(new URL("./testdata/", import.meta.url));

test.each(names)("%s reads as expected.json states", (name) => {
  const { list, allocatable } = JSON.parse(textOf(name)) as Record<string, unknown>;
  const report = readPodResources(list, allocatable);
  expect(report).toEqual(expected(name, report));
});

const pod = (name: string, container: object) => ({ name, namespace: "serving", containers: [container] });

describe("answers of the kubelet", () => {
  test("devices carry their pod; those that are no GPU are left out", () =>
    expect(
      readPodResources(
        {
          pod_resources: [
            pod("chat-0", {
              name: "engine",
              devices: [
                { resource_name: "nvidia.com/gpu", device_ids: ["GPU-1", "GPU-2"] },
                { resource_name: "rdma/hca", device_ids: ["mlx5_0"] },
              ],
            }),
            pod("small", {
              name: "a",
              devices: [{ resource_name: "nvidia.com/gpu.shared", device_ids: ["GPU-3::1"] }],
            }),
            pod("claimed", {
              name: "b",
              dynamic_resources: [{ claim_resources: [{ driver_name: "gpu.nvidia.com", device_name: "gpu-0" }] }],
            }),
            { name: "idle", namespace: "x", containers: [] },
          ],
        },
        { devices: [{ resource_name: "nvidia.com/gpu", device_ids: ["GPU-1", "GPU-2", "GPU-3::0", "GPU-3::1"] }] },
      ),
    ).toMatchObject({
      devices: [
        { device: "GPU-1", pod: "chat-0", container: "engine", namespace: "serving", share: null },
        { device: "GPU-2", pod: "chat-0" },
        { device: "GPU-3", pod: "small", share: "1", resource: "nvidia.com/gpu.shared" },
        { device: "gpu-0", pod: "claimed", resource: "gpu.nvidia.com" },
      ],
      allocatable: 3,
      rejected: 0,
    }));
  test("a pod that cannot be read costs itself", () =>
    expect(
      readPodResources(
        {
          pod_resources: [
            { name: 7 },
            pod("a", { devices: [{ resource_name: "nvidia.com/gpu", device_ids: ["", "G"] }] }),
          ],
        },
        null,
      ),
    ).toMatchObject({ devices: [{ device: "G" }], rejected: 2, allocatable: null }));
  test("anything is answered", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (list, allocatable) => {
        const report = readPodResources({ pod_resources: [list, { containers: list }] }, allocatable);
        expect(Number.isSafeInteger(report.rejected)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the kubelet's socket", () => {
  const cleanups: (() => void)[] = [];
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  });
  const newFolder = (): string => {
    const path = mkdtempSync(join(tmpdir(), "loadline-pods-"));
    cleanups.push(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };
  const serve = async (socket: string, list: object | null, allocatable = true): Promise<Server> => {
    const definition = fromJSON(structuredClone(podResourcesService) as never, { keepCase: true, defaults: true });
    const { v1 } = loadPackageDefinition(definition) as never as {
      readonly v1: { readonly PodResourcesLister: { readonly service: never } };
    };
    const server = new Server();
    type Done = (error: object | null, value?: object) => void;
    server.addService(v1.PodResourcesLister.service, {
      List: (_: unknown, done: Done) => (list === null ? undefined : done(null, list)),
      GetAllocatableResources: (_: unknown, done: Done) =>
        allocatable ? done(null, { devices: [] }) : done({ code: status.UNIMPLEMENTED, details: "disabled" }),
    } as never);
    await new Promise<void>((resolve, reject) =>
      server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
        error === null ? resolve() : reject(error),
      ),
    );
    cleanups.push(() => server.forceShutdown());
    return server;
  };
  const read = (socket: string, deadlineSeconds = 240) =>
    podResourcesSource({ socket, deadlineSeconds }).read(new AbortController().signal);
  const list = {
    pod_resources: [pod("p", { name: "c", devices: [{ resource_name: "nvidia.com/gpu", device_ids: ["GPU-1"] }] })],
  };

  test("answers which pod has which GPU", async () => {
    const socket = join(newFolder(), "kubelet.sock");
    await serve(socket, list);
    expect(await read(socket)).toMatchObject({
      kind: "ok",
      value: { devices: [{ device: "GPU-1", pod: "p" }], allocatable: 0 },
    });
  });
  test("of an older kubelet has no allocatable devices", async () => {
    const socket = join(newFolder(), "kubelet.sock");
    await serve(socket, list, false);
    expect(await read(socket)).toMatchObject({ kind: "ok", value: { allocatable: null } });
  });
  test("that is not there is absent", async () =>
    expect(await read("/nonexistent/sock")).toMatchObject({ kind: "absent" }));
  test("that does not answer ran into its deadline", async () => {
    const socket = join(newFolder(), "kubelet.sock");
    await serve(socket, null);
    expect(await read(socket, 0.2)).toMatchObject({ kind: "failed", reason: "deadline" });
  });
  test("that is replaced is found again", async () => {
    const socket = join(newFolder(), "kubelet.sock");
    const source = podResourcesSource({ socket, deadlineSeconds: 240 });
    const signal = new AbortController().signal;
    const first = await serve(socket, list);
    expect(await source.read(signal)).toMatchObject({ kind: "ok" });
    first.forceShutdown();
    rmSync(socket, { force: true });
    expect(await source.read(signal)).toMatchObject({ kind: "absent" });
    await serve(socket, list);
    expect(await source.read(signal)).toMatchObject({ kind: "ok" });
  });
});

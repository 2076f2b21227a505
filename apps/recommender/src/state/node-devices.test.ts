import { describe, expect, test } from "vitest";
import { sampleWithGpus } from "../../test/node-with-gpus.ts";
import { devicesOf } from "./node-devices.ts";

const engine = (id: string) => ({ id, deployment: "chat" });

describe("the devices of a sample", () => {
  test("are free where neither an engine nor a pod has them", () => {
    const sample = sampleWithGpus({ gpus: ["a", "b", "c"], engines: [engine("e")], on: [["a"]] });
    const pods = { device: ["c"], share: [null], resource: [null], namespace: [null], pod: ["job"], container: [null] };
    expect(devicesOf(sample)).toMatchObject({ whole: 3, wholeFree: 2 });
    expect(devicesOf({ ...sample, pods })).toMatchObject({ whole: 3, wholeFree: 1 });
  });

  test.each([
    { name: "an engine does not report where it runs", gpus: ["a", "b"], on: [null] },
    { name: "the node lists no GPU", gpus: [], on: [["a"]] },
  ])("are unknown where $name", ({ gpus, on }) => {
    expect(devicesOf(sampleWithGpus({ gpus, engines: [engine("e")], on }))).toBeNull();
  });

  test("a divided GPU is no whole one, and each of its slices counts by its profile", () => {
    const sample = sampleWithGpus({ gpus: ["a", "b"], engines: [engine("e")], on: [["s1"]] });
    const slices = {
      uuid: ["s1", "s2", "s3"],
      parentUuid: ["a", "a", "a"],
      profile: ["3g.40gb", "3g.40gb", "1g.10gb"],
      gpuInstanceId: [1, 2, 3],
      computeInstanceId: [0, 0, 0],
      memoryTotalBytes: [null, null, null],
      memoryUsedBytes: [null, null, null],
    };
    const devices = devicesOf({ ...sample, slices });
    expect(devices).toMatchObject({ whole: 1, wholeFree: 1 });
    expect([devices?.slices.get("3g.40gb"), devices?.slicesFree.get("3g.40gb")]).toEqual([2, 1]);
    expect(devices?.slicesFree.get("1g.10gb")).toBe(1);
  });
});

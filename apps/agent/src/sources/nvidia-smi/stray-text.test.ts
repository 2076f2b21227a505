import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseNvidiaSmiXml } from "../nvidia-smi-xml/parse-nvidia-smi-xml.ts";
import { unreachableGpus } from "./stray-text.ts";

const handle = (rest: string): string => `Unable to determine the device handle for ${rest}\n`;

test.each([
  { name: "bus id alone", text: handle("GPU 0000:0B:00.0: Unknown Error"), index: null, busId: "0000:0B:00.0" },
  {
    name: "bus id without a blank",
    text: handle("GPU0000:65:00.0: Unknown Error"),
    index: null,
    busId: "0000:65:00.0",
  },
  { name: "index and bus id", text: handle("GPU3: 0000:5F:00.0: Unknown Error"), index: 3, busId: "0000:5F:00.0" },
  { name: "index alone", text: handle("GPU2: Unknown Error"), index: 2, busId: null },
  { name: "index at the end", text: handle("GPU0"), index: 0, busId: null },
  { name: "short domain", text: handle("GPU 000:BA:80.0: Unknown Error"), index: null, busId: "000:BA:80.0" },
  { name: "long domain", text: handle("gpu 00000000:C9:00.0: GPU is lost."), index: null, busId: "00000000:C9:00.0" },
  {
    name: "the other verb",
    text: "Unable to detect the device handle for GPU0000:B1:00.0: Unknown Error\n",
    index: null,
    busId: "0000:B1:00.0",
  },
])("a GPU that cannot be reached is named by $name", ({ text, index, busId }) =>
  expect(unreachableGpus(text)).toEqual([{ index, busId }]),
);
test("a message that names none names none", () => expect(unreachableGpus(handle("the GPU"))).toEqual([]));

describe("GPUs behind one that the driver left out", () => {
  const whole = readFileSync(new URL("../nvidia-smi-xml/testdata/h100-v12-535.xml", import.meta.url), "utf8");
  /** Without its third GPU, which a message names. */
  const without = (message: string, attached = "8") => {
    const third = whole.match(/<gpu id="[^"]*">[\s\S]*?<\/gpu>\s*/g)?.[2] ?? "";
    const text = whole.replace(third, "").replace(/<attached_gpus>\d+</, `<attached_gpus>${attached}<`);
    const parsed = parseNvidiaSmiXml(message + text);
    return parsed.kind === "ok" ? parsed.report.gpus.map(({ index }) => index) : parsed;
  };
  const busIds = [...whole.matchAll(/<gpu id="([^"]*)"/g)].map(([, busId = ""]) => busId);
  test.each([
    {
      name: "keep their indices where the message has its index",
      message: handle(`GPU2: ${busIds[2]?.slice(4)}: Unknown Error`),
    },
    {
      name: "keep their indices where the message has its bus id",
      message: handle(`GPU${busIds[2]?.slice(4)}: GPU is lost.`),
    },
  ])("$name", ({ message }) => expect(without(message)).toEqual([0, 1, 3, 4, 5, 6, 7]));
  test("have new ones where the driver no longer counts it", () =>
    expect(without(handle(`GPU${busIds[2]?.slice(4)}: GPU is lost.`), "7")).toEqual([0, 1, 2, 3, 4, 5, 6]));
});

import { countCell, textCell } from "../values/cell.ts";
import { orNull } from "../values/unknown.ts";
import { summariseProcesses } from "./count-processes.ts";
import type { GpuReading, GpuReport, ParsedGpuReport, RejectedGpu } from "./gpu-report.ts";
import { placeGpus } from "./place-gpus.ts";
import { pciBusIdOf, readGpu } from "./read-gpu.ts";
import { chooseSchema, type Schema } from "./schemas.ts";
import { type DocumentParts, mostGpus, splitDocument } from "./split-document.ts";
import { nameOfUnreachable, strayLines, type UnreachableGpu, unreachableGpus } from "./stray-text.ts";
import { replaceSection, withoutSections } from "./without-sections.ts";
import { at, isNode, type XmlNode } from "./xml-node.ts";
import { parseXmlTree } from "./xml-tree.ts";

/** A node of 16 GPUs with MIG and processes stays well below this. */
export const maxDocumentCharacters = 8 * 2 ** 20;

/** The same without the sections that are not read, which are most of it. */
const maxReadCharacters = 2 * 2 ** 20;

const rejected = (reason: "too-large" | "incomplete" | "unreadable", detail: string): ParsedGpuReport => ({
  kind: "rejected",
  reason,
  detail,
});

const schemaVersion = (before: string): number | null => {
  const [, version] = /nvsmi_device_v(\d{1,4})\.dtd/.exec(before.slice(-1000)) ?? [];
  return version === undefined ? null : Number(version);
};

/** Nine tenths of a document are clocks that the card could run at, and lists of processes. Neither is parsed. */
const readable = (text: string): string =>
  replaceSection(withoutSections(text, ["supported_clocks", "accounted_processes"]), "processes", summariseProcesses);

const gpuNode = (text: string): XmlNode | null => {
  try {
    const gpu = at(parseXmlTree(text), "gpu");
    // An element that is only a text names a card the driver could not describe.
    return isNode(gpu) ? gpu : {};
  } catch {
    return null;
  }
};

/** Bus id in the opening tag, for an element that is not parsed. */
const busIdIn = (text: string): string | null =>
  orNull(textCell(/^<gpu\s+id="([^"<>]{1,40})"/.exec(text)?.[1] ?? undefined));

interface Rows {
  readonly gpus: readonly GpuReading[];
  readonly rejected: readonly RejectedGpu[];
}

const readRows = (texts: readonly string[], schema: Schema): Rows => {
  const gpus = new Map<string, GpuReading>();
  const refused: RejectedGpu[] = [];
  for (const [index, text] of texts.slice(0, mostGpus).entries()) {
    const node = gpuNode(text);
    if (node === null) {
      refused.push({ pciBusId: busIdIn(text), reason: "unreadable" });
      continue;
    }
    const reading = readGpu(node, index, schema);
    if (reading === null) refused.push({ pciBusId: pciBusIdOf(node), reason: "uuid-missing" });
    else if (gpus.has(reading.uuid)) refused.push({ pciBusId: reading.pciBusId, reason: "uuid-repeated" });
    else gpus.set(reading.uuid, reading);
  }
  return { gpus: [...gpus.values()], rejected: refused };
};

/** The text of an element of the node, without parsing: messages may stand between them. */
const factOf = (head: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]{0,200})</${name}>`).exec(head)?.[1];

/** Those that no element of the document stands for. */
const lostGpus = (said: string, rows: Rows): readonly UnreachableGpu[] => {
  const told = new Set([...rows.gpus, ...rows.rejected].map(({ pciBusId }) => pciBusId?.toLowerCase().slice(-10)));
  return unreachableGpus(said).filter(({ busId }) => busId === null || !told.has(busId.toLowerCase().slice(-10)));
};

const readReport = ({ before, after, head, gpus, cut, whole }: DocumentParts): GpuReport => {
  const version = schemaVersion(before);
  const { schema, warning } = chooseSchema(version, gpus.join(""));
  const rows = readRows(gpus, schema);
  const said = [before, head.replace(/<([a-z_]+)[^<>]{0,200}>[^<]{0,500}<\/\1>/g, ""), after].join("\n");
  const lost = lostGpus(said, rows);
  const attached = orNull(countCell(factOf(head, "attached_gpus")));
  const cutGpu: readonly RejectedGpu[] = cut === null ? [] : [{ pciBusId: busIdIn(cut), reason: "cut" }];
  return {
    schemaVersion: version,
    driverVersion: orNull(textCell(factOf(head, "driver_version"))),
    cudaVersion: orNull(textCell(factOf(head, "cuda_version"))),
    attachedGpus: attached,
    gpus: placeGpus(rows.gpus, lost, { attached, described: gpus.length }),
    rejected: [
      ...rows.rejected,
      ...cutGpu,
      ...lost.map((gpu) => ({ pciBusId: nameOfUnreachable(gpu), reason: "lost" as const })),
    ],
    warnings: [
      ...(warning === null ? [] : [warning]),
      ...(whole ? [] : ["the document has no end; the GPUs before the cut are read"]),
      ...strayLines(said),
    ],
  };
};

/**
 * Reads the output of `nvidia-smi -q -x`, schema versions 9 to 13. Never throws; a bad cell costs that cell, a damaged
 * `<gpu>` element that GPU. Of a document without its end the whole `<gpu>` elements count: a cut number would be a wrong
 * number.
 */
export const parseNvidiaSmiXml = (text: string): ParsedGpuReport => {
  if (text.length > maxDocumentCharacters) return rejected("too-large", `${text.length} characters`);
  const parts = splitDocument(readable(text));
  if (parts === null || (!parts.whole && parts.gpus.length === 0)) {
    const detail = text.trim() === "" ? "no output" : `no whole document in ${text.length} characters`;
    return rejected("incomplete", detail);
  }
  const toRead = parts.gpus.reduce((sum, gpu) => sum + gpu.length, parts.head.length);
  if (toRead > maxReadCharacters) return rejected("too-large", `${toRead} characters to read`);
  const report = readReport(parts);
  const empty = report.gpus.length === 0 && report.driverVersion === null && report.attachedGpus === null;
  return empty && report.rejected.length === 0
    ? rejected("unreadable", "the document holds no fact of a GPU")
    : { kind: "ok", report };
};

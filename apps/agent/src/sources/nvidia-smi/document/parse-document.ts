import { isRecord } from "@loadline/model";
import { countCell, orNull, textCell } from "../../../gpu-report/cell.ts";
import {
  busIdKey,
  type GpuReading,
  type GpuReport,
  gpuReport,
  type ParsedGpuReport,
  type RejectedGpu,
} from "../../../gpu-report/gpu-report.ts";
import { nameOfUnreachable, strayLines, type UnreachableGpu, unreachableGpus } from "../output/stray-text.ts";
import { pciBusIdOf, readGpu } from "./read-gpu.ts";
import { readableSections } from "./sections.ts";
import { at, type DocumentParts, mostGpus, parseXmlTree, splitDocument, type XmlNode } from "./xml-tree.ts";

/** A node of 16 GPUs with MIG and processes stays well below this. */
export const maxDocumentCharacters = 8 * 2 ** 20;

/** The same without the sections that are not read, which are most of it. */
const maxReadCharacters = 2 * 2 ** 20;

const rejected = (reason: "too-large" | "incomplete" | "unreadable", detail: string): ParsedGpuReport => ({
  kind: "rejected",
  reason,
  detail,
});

const [oldestVersion, newestVersion] = [9, 13];

const schemaWarning = (version: number | null): readonly string[] => {
  if (version === null || (version >= oldestVersion && version <= newestVersion)) return [];
  const nearest = version < oldestVersion ? oldestVersion : newestVersion;
  return [`schema version ${version} is not known; read as version ${nearest}`];
};

/** Bus id in the opening tag. */
const busIdIn = (text: string) => orNull(textCell(/^<gpu\s+id="([^"<>]{1,40})"/.exec(text)?.[1] ?? undefined));

/** The children of a `<gpu>` element, and its bus id as `@id`; null when it cannot be parsed. */
const gpuNode = (text: string): XmlNode | null => {
  try {
    const gpu = at(parseXmlTree(text), "gpu");
    // An element with only a text is a card that the driver could not describe.
    return { ...(isRecord(gpu) ? gpu : {}), "@id": busIdIn(text) };
  } catch {
    return null;
  }
};

/** A cell by which the driver reports that the GPU does not answer. */
const lostPattern = />\s*\[?GPU is lost\b/i;

interface DocumentRows {
  readonly gpus: readonly GpuReading[];
  readonly rejected: readonly RejectedGpu[];
}

const readRows = (texts: readonly string[]): DocumentRows => {
  const gpus = new Map<string, GpuReading>();
  const rejectedGpus: RejectedGpu[] = [];
  for (const [index, text] of texts.slice(0, mostGpus).entries()) {
    const node = gpuNode(text);
    if (node === null) {
      rejectedGpus.push({ pciBusId: busIdIn(text), reason: "unreadable" });
      continue;
    }
    const reading = readGpu(node, index);
    if (reading !== null && lostPattern.test(text)) rejectedGpus.push({ pciBusId: reading.pciBusId, reason: "lost" });
    else if (reading === null) rejectedGpus.push({ pciBusId: pciBusIdOf(node), reason: "uuid-missing" });
    else if (gpus.has(reading.uuid)) rejectedGpus.push({ pciBusId: reading.pciBusId, reason: "uuid-repeated" });
    else gpus.set(reading.uuid, reading);
  }
  return { gpus: [...gpus.values()], rejected: rejectedGpus };
};

/** The text of an element of the node, without parsing: messages may be between the elements. */
const factOf = (head: string, name: string) => new RegExp(`<${name}>([^<]{0,200})</${name}>`).exec(head)?.[1];

/**
 * A document has no indices: a GPU has that of its place. Where the driver leaves out a GPU that it counts and cannot
 * reach, those behind it keep their indices, which follow the bus ids.
 */
const withIndices = (gpus: readonly GpuReading[], lost: readonly UnreachableGpu[]): readonly GpuReading[] =>
  lost
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .reduce<readonly GpuReading[]>((placed, { index, busId }) => {
      const key = busId === null ? null : busIdKey(busId);
      const behind = placed.find(
        ({ pciBusId }) => key !== null && pciBusId !== null && (busIdKey(pciBusId) ?? "") > key,
      );
      const place = index ?? behind?.index ?? null;
      if (place === null) return placed;
      return placed.map((other) => (other.index >= place ? { ...other, index: other.index + 1 } : other));
    }, gpus);

const readReport = ({ before, after, head, gpus, cut, whole }: DocumentParts): GpuReport => {
  const [, digits] = /nvsmi_device_v(\d{1,4})\.dtd/.exec(before.slice(-1000)) ?? [];
  const version = digits === undefined ? null : Number(digits);
  const rows = readRows(gpus);
  const messages = [before, head.replace(/<([a-z_]+)[^<>]{0,200}>[^<]{0,500}<\/\1>/g, ""), after].join("\n");
  // GPUs that a message names and no element of the document stands for.
  const named = new Set([...rows.gpus, ...rows.rejected].map(({ pciBusId }) => pciBusId?.toLowerCase().slice(-10)));
  const lost = unreachableGpus(messages).filter(
    ({ busId }) => busId === null || !named.has(busId.toLowerCase().slice(-10)),
  );
  const attached = orNull(countCell(factOf(head, "attached_gpus")));
  const counted = attached === null || attached >= gpus.length + lost.length;
  const cutGpu: readonly RejectedGpu[] = cut === null ? [] : [{ pciBusId: busIdIn(cut), reason: "cut" }];
  return gpuReport({
    schemaVersion: version,
    driverVersion: orNull(textCell(factOf(head, "driver_version"))),
    cudaVersion: orNull(textCell(factOf(head, "cuda_version"))),
    attachedGpus: attached,
    gpus: counted ? withIndices(rows.gpus, lost) : rows.gpus,
    rejected: [
      ...rows.rejected,
      ...cutGpu,
      ...lost.map((gpu) => ({ pciBusId: nameOfUnreachable(gpu), reason: "lost" as const })),
    ],
    warnings: [
      ...schemaWarning(version),
      ...(whole ? [] : ["the document has no end; the GPUs before the cut are read"]),
      ...strayLines(messages),
    ],
  });
};

/**
 * Reads the output of `nvidia-smi -q -x`, schema versions 9 to 13. Never throws; a bad cell costs that cell, a damaged
 * `<gpu>` element that GPU. Of a document without its end the whole `<gpu>` elements count: a cut number would be a wrong
 * number.
 */
export const parseDocument = (text: string): ParsedGpuReport => {
  if (text.length > maxDocumentCharacters) return rejected("too-large", `${text.length} characters`);
  const parts = splitDocument(readableSections(text));
  if (parts === null || (!parts.whole && parts.gpus.length === 0)) {
    const detail = text.trim() === "" ? "no output" : `no whole document in ${text.length} characters`;
    return rejected("incomplete", detail);
  }
  const toRead = parts.gpus.reduce((sum, gpu) => sum + gpu.length, parts.head.length);
  if (toRead > maxReadCharacters) return rejected("too-large", `${toRead} characters to read`);
  const report = readReport(parts);
  const empty = report.gpus.length === 0 && report.driverVersion === null && report.attachedGpus === null;
  return empty && report.rejected.length === 0
    ? rejected("unreadable", "the document describes no GPU")
    : { kind: "ok", report };
};

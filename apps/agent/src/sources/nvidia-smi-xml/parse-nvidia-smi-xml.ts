import { XMLParser } from "fast-xml-parser";
import { countCell, orNull, textCell } from "./cell.ts";
import type { GpuReading, GpuReport, ParsedGpuReport, RejectedGpu } from "./gpu-report.ts";
import { pciBusIdOf, readGpu } from "./read-gpu.ts";
import { chooseSchema, type Schema } from "./schemas.ts";
import { withoutSections } from "./without-sections.ts";
import { at, isNode, listAt, type XmlNode } from "./xml-node.ts";

/** A node of 16 GPUs with MIG and processes stays well below this. */
export const maxDocumentCharacters = 8 * 2 ** 20;

/** The same without the sections that are not read, which are most of it. */
const maxReadCharacters = 2 * 2 ** 20;

const openTag = "<nvidia_smi_log";
const closeTag = "</nvidia_smi_log>";
const deepest = 24;

const rejected = (reason: "too-large" | "incomplete" | "unreadable", detail: string): ParsedGpuReport => ({
  kind: "rejected",
  reason,
  detail,
});

/**
 * The last whole document in the text. The prologue is left out, so that no entity of its own can be declared; a
 * document without its end is none, because a cut number would be a wrong number.
 */
const lastDocument = (text: string): { readonly body: string; readonly before: string } | null => {
  const end = text.lastIndexOf(closeTag);
  const start = end < 0 ? -1 : text.lastIndexOf(openTag, end);
  return start < 0 ? null : { body: text.slice(start, end + closeTag.length), before: text.slice(0, start) };
};

const schemaVersion = (before: string): number | null => {
  const [, version] = /nvsmi_device_v(\d{1,4})\.dtd/.exec(before) ?? [];
  return version === undefined ? null : Number(version);
};

/** What a driver prints outside the document, such as a GPU it cannot reach. */
const strayText = (before: string): readonly string[] =>
  before
    .replace(/<[?!][^>]{0,200}>/g, "")
    .split("\n")
    .map((line) => line.trim().slice(0, 200))
    .filter((line) => line !== "")
    .slice(0, 4);

/**
 * Nine tenths of a document are clocks that the card could run at, and names of processes are whatever their users
 * chose, markup included. Neither is read.
 */
const unreadSections = ["supported_clocks", "processes", "accounted_processes"];

const parseTree = (body: string): unknown => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    processEntities: { enabled: true, maxTotalExpansions: 10_000, maxExpandedLength: 1_000_000, maxEntityCount: 0 },
    maxNestedTags: deepest,
  });
  return parser.parse(body, true);
};

interface Rows {
  readonly gpus: readonly GpuReading[];
  readonly rejected: readonly RejectedGpu[];
}

const readRows = (nodes: readonly XmlNode[], schema: Schema): Rows => {
  const gpus = new Map<string, GpuReading>();
  const refused: RejectedGpu[] = [];
  for (const [index, node] of nodes.entries()) {
    const reading = readGpu(node, index, schema);
    if (reading === null) refused.push({ pciBusId: pciBusIdOf(node), reason: "uuid-missing" });
    else if (gpus.has(reading.uuid)) refused.push({ pciBusId: reading.pciBusId, reason: "uuid-repeated" });
    else gpus.set(reading.uuid, reading);
  }
  return { gpus: [...gpus.values()], rejected: refused };
};

const readReport = (log: XmlNode, body: string, before: string): GpuReport => {
  const version = schemaVersion(before);
  const { schema, warning } = chooseSchema(version, body);
  // An element that is only a text names a card the driver could not describe.
  const nodes = listAt(log, "gpu").map((gpu) => (isNode(gpu) ? gpu : {}));
  return {
    schemaVersion: version,
    driverVersion: orNull(textCell(at(log, "driver_version"))),
    cudaVersion: orNull(textCell(at(log, "cuda_version"))),
    attachedGpus: orNull(countCell(at(log, "attached_gpus"))),
    ...readRows(nodes, schema),
    warnings: [...(warning === null ? [] : [warning]), ...strayText(before)],
  };
};

/** Reads the output of `nvidia-smi -q -x`, schema versions 9 to 13. Never throws; a bad cell costs that cell. */
export const parseNvidiaSmiXml = (text: string): ParsedGpuReport => {
  if (text.length > maxDocumentCharacters) return rejected("too-large", `${text.length} characters`);
  const document = lastDocument(text);
  if (document === null) {
    return rejected("incomplete", text.trim() === "" ? "no output" : `no whole document in ${text.length} characters`);
  }
  const body = withoutSections(document.body, unreadSections);
  if (body.length > maxReadCharacters) return rejected("too-large", `${body.length} characters to read`);
  try {
    const log = at(parseTree(body), "nvidia_smi_log");
    if (!isNode(log)) return rejected("unreadable", "the document holds no element");
    return { kind: "ok", report: readReport(log, body, document.before) };
  } catch (error) {
    return rejected("unreadable", (error instanceof Error ? error.message : String(error)).slice(0, 200));
  }
};

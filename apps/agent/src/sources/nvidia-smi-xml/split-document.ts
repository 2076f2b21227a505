/** The parts of the output of `nvidia-smi -q -x`. */
export interface DocumentParts {
  /** The text before and after the document: a driver's messages. */
  readonly before: string;
  readonly after: string;
  /** The text outside of the `<gpu>` elements: the facts of the node, and messages. */
  readonly head: string;
  /** One whole `<gpu>` element each. */
  readonly gpus: readonly string[];
  /** A `<gpu>` element that has a beginning and no end; null when there is none. */
  readonly cut: string | null;
  /** The document has its end. */
  readonly whole: boolean;
}

const openTag = "<nvidia_smi_log";
const closeTag = "</nvidia_smi_log>";
const gpuOpen = /<gpu(?:\s[^<>]{0,200})?>/g;
const gpuClose = "</gpu>";

/** No node has more GPUs; the rest of a longer list is not read. */
export const mostGpus = 256;

const startsIn = (body: string): readonly number[] => {
  const starts: number[] = [];
  for (const { index } of body.matchAll(gpuOpen)) {
    starts.push(index);
    if (starts.length > mostGpus) break;
  }
  return starts;
};

/** An element that begins again before its end has none: the writer was interrupted in it. */
const splitGpus = (body: string): Pick<DocumentParts, "head" | "gpus" | "cut"> => {
  const starts = startsIn(body);
  const gpus: string[] = [];
  const between: string[] = [];
  let cut: string | null = null;
  let position = 0;
  let end = body.indexOf(gpuClose);
  for (const [place, start] of starts.entries()) {
    between.push(body.slice(position, start));
    const limit = starts[place + 1] ?? body.length;
    // Without an end behind one element there is none behind the next.
    if (end >= 0 && end < start) end = body.indexOf(gpuClose, start);
    if (end >= 0 && end < limit) {
      gpus.push(body.slice(start, end + gpuClose.length));
      position = end + gpuClose.length;
    } else {
      cut = body.slice(start, limit);
      position = limit;
    }
  }
  between.push(body.slice(position));
  return { head: between.join("\n"), gpus, cut };
};

/**
 * The last whole document in a text, else the last that begins; null when none begins. After a whole one the writer may
 * have begun the next.
 */
export const splitDocument = (text: string): DocumentParts | null => {
  const end = text.lastIndexOf(closeTag);
  const start = end < 0 ? text.lastIndexOf(openTag) : text.lastIndexOf(openTag, end);
  if (start < 0) return null;
  const close = end < 0 ? text.length : end;
  const { head, gpus, cut } = splitGpus(text.slice(start, close));
  const after = end < 0 ? "" : text.slice(end + closeTag.length);
  return { before: text.slice(0, start), after, head, gpus, cut, whole: end >= 0 };
};

/** Lines that a driver prints beside its document, such as a GPU it cannot reach. */
const longestLine = 200;
const mostLines = 4;

/** The first lines of a text that are no markup. */
export const strayLines = (text: string): readonly string[] =>
  text
    .slice(0, 100_000)
    .replace(/<[?!][^>]{0,200}>/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("<"))
    .map((line) => line.slice(0, longestLine))
    .slice(0, mostLines);

const lostPattern =
  /Unable to determine the device handle for (?:GPU ?|gpu ?)?:?\s?(?:PCI:)?([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-9a-f])?|\d{1,3})\b/gi;

/** Bus ids of GPUs that a driver says it cannot reach; its index where it names no bus id. */
export const unreachableGpus = (text: string): readonly string[] =>
  [...text.slice(0, 100_000).matchAll(lostPattern)].map(([, device = ""]) => device);

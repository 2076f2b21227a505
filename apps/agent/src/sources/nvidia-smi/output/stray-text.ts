const longestLine = 200;
const mostLines = 4;
const longestText = 100_000;

/** The first lines of a text that are no markup: messages that a driver prints beside its document. */
export const strayLines = (text: string): readonly string[] =>
  text
    .slice(0, longestText)
    .replace(/<[?!][^>]{0,200}>/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("<"))
    .map((line) => line.slice(0, longestLine))
    .slice(0, mostLines);

const lostPattern =
  /Unable to (?:determine|detect) the device handle for (?:GPU ?)?:?\s?(?:PCI:)?(?:(\d{1,3})(?=:? |:?\r?\n|:[^0-9a-f]))?:?\s?([0-9a-f]{3,8}:[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-9a-f])?)?/gim;

/** A GPU as a message names it: by its index, its bus id or both. */
export interface UnreachableGpu {
  readonly index: number | null;
  readonly busId: string | null;
}

/** GPUs that a driver reports it cannot reach. */
export const unreachableGpus = (text: string): readonly UnreachableGpu[] =>
  [...text.slice(0, longestText).matchAll(lostPattern)]
    .map(([, index, busId]) => ({ index: index === undefined ? null : Number(index), busId: busId ?? null }))
    .filter(({ index, busId }) => index !== null || busId !== null);

/** Its bus id; its index where the message has no more. */
export const nameOfUnreachable = ({ index, busId }: UnreachableGpu): string => busId ?? String(index);

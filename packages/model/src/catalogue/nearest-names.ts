/** Insertions, deletions and replacements that turn one text into the other. Symmetric; 0 only for equal texts. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, character] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (b[column - 1] === character ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const longestName = 64;

/** A name that may be asked for and the entry it stands for. */
interface KnownName {
  readonly key: string;
  readonly id: string;
}

/**
 * Up to `count` ids whose names are nearest to `given`, nearest first.
 * @param mostApart share of its characters that may differ, where neither name is part of the other
 */
export const nearestNames = (
  given: string,
  names: readonly KnownName[],
  count: number,
  mostApart = Number.POSITIVE_INFINITY,
): readonly string[] => {
  // A name longer than every known one is none of them: the rest need not be compared.
  const key = given.slice(0, longestName);
  const byDistance = names
    .map(({ key: known, id }) => ({ id, known, distance: editDistance(key, known) }))
    .filter(({ known, distance: d }) => d <= mostApart * key.length || known.includes(key) || key.includes(known))
    .toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return [...new Set(byDistance.map(({ id }) => id))].slice(0, count);
};

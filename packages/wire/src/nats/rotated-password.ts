/**
 * A password that is read again at each connection, so that a rotated one is taken without a restart; the last one where it
 * cannot be read then.
 * @param read its file; the end of the line is left out. @throws what `read` throws at first
 */
export const rotatedPassword = (read: () => string): (() => string) => {
  let last = read().trim();
  return () => {
    try {
      last = read().trim();
    } catch {
      // Being replaced: asked again at the next try.
    }
    return last;
  };
};

/**
 * The text without the elements of these names. One pass and no pattern matching, so that hostile text costs linear
 * time; an element that does not end is left where it is.
 */
export const withoutSections = (text: string, names: readonly string[]): string =>
  names.reduce((left, name) => replaceSection(left, name, () => ""), text);

/** The text with each element of this name replaced by what its content becomes. */
export const replaceSection = (text: string, name: string, replacement: (content: string) => string): string => {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const kept: string[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf(open, position);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) break;
    kept.push(text.slice(position, start), replacement(text.slice(start + open.length, end)));
    position = end + close.length;
  }
  return position === 0 ? text : kept.join("") + text.slice(position);
};

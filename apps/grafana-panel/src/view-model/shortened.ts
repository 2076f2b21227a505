/** Longer names come from nobody who wants them read. */
const mostCharacters = 120;

/** The text, cut with an ellipsis where it is too long to be a name; never in the middle of a character. */
export const shortened = (text: string): string => {
  const characters = [...text.slice(0, 2 * mostCharacters + 2)];
  return characters.length <= mostCharacters ? text : `${characters.slice(0, mostCharacters - 1).join("")}…`;
};

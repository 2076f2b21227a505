import { pictureTokens } from "@loadline/model";
import { messages, UserError } from "./messages.ts";
import { numberText, plural } from "./text.ts";

/** Pictures alike in a prompt. */
export interface AskedPictures {
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Tokens of these pictures in a prompt; 0 where there are none. @throws UserError where they are not known of the model */
export const tokensOfPictures = (name: string, pictures: readonly AskedPictures[] = []): number =>
  pictures.reduce((sum, picture) => {
    const tokens = pictureTokens(name, picture);
    if (tokens === null) throw new UserError(messages.unknownPictures(name));
    return sum + tokens * picture.count;
  }, 0);

/** What pictures are taken as, and what is left out of them. */
export const pictureNotes = (name: string, pictures: readonly AskedPictures[] = []): readonly string[] => {
  const count = pictures.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return [];
  return [
    `${plural(count, "picture")}: ${numberText(tokensOfPictures(name, pictures))} tokens of each prompt for ${name}; its encoder's weights and work are not in the figures`,
  ];
};

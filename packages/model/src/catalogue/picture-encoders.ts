import { z } from "zod";
import { dataEntry, lazily } from "./data.ts";
import { sourcedCount } from "./sourced.ts";

const pixels = sourcedCount({ min: 1, max: 1e9 });
const named = { names: z.array(z.string().min(1)).min(1) };
const side = sourcedCount({ min: 1, max: 1000 });

/** How encoders of vision-language models cut a picture into tokens, by how the names of their models begin. */
export const pictureEncodersSchema = z.strictObject({
  kind: z.literal("picture-encoders"),
  id: z.string(),
  encoders: z.array(
    z.discriminatedUnion("grid", [
      /** Squares of so many pixels, of a picture that is scaled into a number of pixels. */
      z.strictObject({ grid: z.literal("pixels"), ...named, side, least: pixels, most: pixels }),
      /** The same with a token at the end of each row, of a picture whose sides are scaled below one. */
      z.strictObject({ grid: z.literal("rows"), ...named, side, most: pixels }),
      z.strictObject({ grid: z.literal("fixed"), ...named, tokens: sourcedCount({ min: 1, max: 1e5 }) }),
    ]),
  ),
});
type PictureEncoders = z.infer<typeof pictureEncodersSchema>;
type Encoder = PictureEncoders["encoders"][number];

const pictureEncoders = lazily(() => dataEntry<PictureEncoders>("calibration", "picture-encoders"));

interface Picture {
  readonly width: number;
  readonly height: number;
}

/** To the nearest whole number, halves to the even one, as Python rounds. */
const rounded = (value: number): number => {
  const low = Math.floor(value);
  return value - low === 0.5 ? low + (low % 2) : Math.round(value);
};

const squares = ({ width, height }: Picture, encoder: Extract<Encoder, { grid: "pixels" }>): number => {
  const [side, least, most] = [encoder.side.value, encoder.least.value, encoder.most.value];
  const along = (pixels: number) => Math.max(1, rounded(pixels / side));
  const area = along(width) * along(height) * side ** 2;
  if (area > most) {
    const shrunk = Math.sqrt((width * height) / most);
    return Math.max(1, Math.floor(width / shrunk / side)) * Math.max(1, Math.floor(height / shrunk / side));
  }
  if (area >= least) return along(width) * along(height);
  const grown = Math.sqrt(least / (width * height));
  return Math.ceil((width * grown) / side) * Math.ceil((height * grown) / side);
};

const inRows = ({ width, height }: Picture, encoder: Extract<Encoder, { grid: "rows" }>): number => {
  const scale = Math.max(1, width / encoder.most.value, height / encoder.most.value);
  const along = (pixels: number) => Math.max(1, Math.ceil(rounded(pixels / scale) / encoder.side.value));
  return (along(width) + 1) * along(height);
};

/**
 * Tokens of a picture in the prompt of the model with this name, without marks around it; null where they are not known.
 * @source data/calibration/picture-encoders.json
 */
export const pictureTokens = (name: string, picture: Picture): number | null => {
  const own = name.toLowerCase().split("/").at(-1) ?? "";
  const encoder = pictureEncoders().encoders.find(({ names }) => names.some((start) => own.startsWith(start)));
  if (encoder === undefined) return null;
  if (encoder.grid === "fixed") return encoder.tokens.value;
  return encoder.grid === "pixels" ? squares(picture, encoder) : inRows(picture, encoder);
};

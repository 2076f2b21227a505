import type { Output } from "../command.ts";
import { type Style, styleFor } from "./style.ts";

/** What a render function needs to know of the place its text goes to. */
export interface View {
  readonly columns: number;
  readonly style: Style;
}

export const viewOf = ({ columns, colour }: Output): View => ({ columns, style: styleFor(colour) });

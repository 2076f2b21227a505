import type { ErrorBand } from "@loadline/core";
import { percentText } from "./quantity-text.ts";

const origin = (basis: ErrorBand["basis"]): string => {
  switch (basis) {
    case "calibrated":
      return "measured rows of this GPU";
    case "transferred":
      return "constants carried over from another GPU";
    case "assumed":
      return "the model's architecture is not published";
  }
};

/** "±11 % (calibrated: measured rows of this GPU)" */
export const errorBandText = ({ relative, basis }: ErrorBand): string =>
  `±${percentText(relative)} (${basis}: ${origin(basis)})`;

import type { ErrorBand } from "@loadline/core";
import { percentText } from "./quantity-text.ts";

const origin = (basis: ErrorBand["basis"]): string => {
  switch (basis) {
    case "calibrated":
      return "measured rows of this GPU";
    case "transferred":
      return "constants carried over from other models or GPUs";
    case "assumed":
      return "nothing measured comes near it";
  }
};

/** "±11 % (calibrated: measured rows of this GPU)" */
export const errorBandText = ({ relative, basis }: ErrorBand): string =>
  `±${percentText(relative)} (${basis}: ${origin(basis)})`;

import type { SearchAnswer } from "@loadline/planner/search-answer";
import { moneyText, numberText, percentText, plural, requestRateText, usdPerHourText } from "@loadline/planner/text";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

type Economics = NonNullable<SearchAnswer["economics"]>;

const apiText = ({ api, usdPerHour }: Economics): string => {
  if (api === null || usdPerHour === null) return "no price to hold against it";
  const even = `even at a mean of ${requestRateText(api.breakEvenRequestsPerSecond)}`;
  const share = usdPerHour / api.usdPerHour;
  const own =
    share < 1 ? `these GPUs cost ${percentText(1 - share)} less` : `these GPUs cost ${numberText(share)} times that`;
  return `${usdPerHourText(api.usdPerHour)} at the mean load; ${own}; ${even}`;
};

/** The purchase of the best configuration, for people. */
export const economicsText = ({ economics }: SearchAnswer, view: View): readonly string[] => {
  if (economics === null) return [];
  const { unit, gpusPerUnit, units, usdPerHour, owned, meanLoad, usdPerMillionTokens, api } = economics;
  return [
    view.style.strong("bought"),
    ...facts(
      [
        ["  whole", `${plural(units, unit)} of ${gpusPerUnit} GPUs, ${usdPerHourText(usdPerHour)}`],
        ...(owned === null
          ? []
          : [
              [
                "  of your own",
                `${moneyText(owned.usdPerGpuHour)} $/GPU-h by depreciation, ${owned.energyUsdPerHour === null ? "energy not counted: give --power-price" : `${usdPerHourText(owned.energyUsdPerHour)} for energy`}`,
              ] as const,
            ]),
        [
          "  per M tokens",
          `${moneyText(usdPerMillionTokens)} $, in and out, at ${percentText(meanLoad)} of the load as a mean`,
        ],
        ...(api === null ? [] : [["  API", apiText(economics)] as const]),
      ],
      view,
    ),
    "",
  ];
};

import type { SizeQuestion } from "./question.ts";
import type { SearchAnswer, SizedRow } from "./search-answer.ts";

type Economics = NonNullable<SearchAnswer["economics"]>;

const hoursPerYear = 8760;
const secondsPerHour = 3600;
const million = 1e6;
/**
 * Power of a building over that of its nodes: the mean of the industry in 2023.
 * @source https://intelligence.uptimeinstitute.com/resource/large-data-centers-are-mostly-more-efficient-analysis-confirms
 */
const usualPue = 1.58;

/** What GPUs of one's own cost per hour: their price spread evenly over the years, and the energy of the building. */
const ownedOf = ({ options }: SizeQuestion, { cost }: SizedRow, unitGpus: number): Economics["owned"] => {
  const { capex, powerPrice, pue = usualPue } = options;
  if (capex === undefined) return null;
  const usdPerGpuHour = capex.usd / (capex.years * hoursPerYear);
  const energyUsdPerHour = powerPrice === undefined ? null : (cost.watts / 1000) * pue * powerPrice;
  return { usdPerGpuHour, energyUsdPerHour, usdPerHour: usdPerGpuHour * unitGpus + (energyUsdPerHour ?? 0) };
};

/** What an interface that is paid by tokens takes for the same load, and from which load on one's own GPUs cost less. */
const apiOf = ({ options, inputTokens, outputTokens }: SizeQuestion, meanRate: number, usdPerHour: number | null) => {
  const { compareApi } = options;
  if (compareApi === undefined) return null;
  const usdPerRequest = (inputTokens * compareApi.input + outputTokens * compareApi.output) / million;
  const breakEven = usdPerHour === null ? null : usdPerHour / (usdPerRequest * secondsPerHour);
  return { usdPerHour: meanRate * secondsPerHour * usdPerRequest, breakEvenRequestsPerSecond: breakEven };
};

/** What the best configuration is bought as, and what a million tokens cost then; null where nothing of that was asked for. */
export const economicsOf = (question: SizeQuestion, best: SizedRow | null): SearchAnswer["economics"] => {
  const { options, inputTokens, outputTokens, requestsPerSecond } = question;
  if (best === null) return null;
  const { unit, gpusPerUnit, units, usdPerHour: rented } = best.bought;
  const { compareApi, capex, meanLoad } = options;
  const isAsked = options.wholeNodes || (compareApi ?? capex ?? meanLoad) !== undefined;
  if (unit === "node" && !isAsked) return null;
  const owned = ownedOf(question, best, units * gpusPerUnit);
  const usdPerHour = owned?.usdPerHour ?? rented;
  const meanRate = requestsPerSecond * (meanLoad ?? 1);
  const tokens = meanRate * secondsPerHour * (inputTokens + outputTokens);
  return {
    unit,
    gpusPerUnit,
    units,
    usdPerHour,
    owned,
    meanLoad: meanLoad ?? 1,
    usdPerMillionTokens: usdPerHour === null || tokens === 0 ? null : (usdPerHour / tokens) * million,
    api: apiOf(question, meanRate, usdPerHour),
  };
};

import type { OwnPrice } from "@loadline/model";
import { dayOfLoad } from "@loadline/planner/day-of-load";
import { countsByConfidence, detailsOf, sensitivity } from "@loadline/planner/details";
import type { Embedded } from "@loadline/planner/embedded";
import { typedLengths } from "@loadline/planner/lengths";
import { flagOf, type OptionName } from "@loadline/planner/options";
import type { SizeQuestion } from "@loadline/planner/question";
import type { SearchAnswer } from "@loadline/planner/search-answer";
import { plannerPage } from "../planner-page.ts";

export interface PagedSearch {
  readonly search: SearchAnswer;
  readonly question: SizeQuestion;
  readonly ownPrices: readonly OwnPrice[];
  /** The options, as they were typed. */
  readonly typed: Readonly<Record<string, unknown>>;
}

/** Options that name files, of which a page knows nothing. */
const fileOptions: readonly string[] = [
  "modelFile",
  "deviceFile",
  "prices",
  "inventory",
  "observations",
  "coefficients",
];
const outputOptions: readonly string[] = ["emit", "json", "write", "cluster"];

/** A search as the planner page shows it. */
export const embeddedSearch = ({ search, question, ownPrices, typed }: PagedSearch): Embedded => {
  const { best } = search;
  const isFile = (name: string): boolean => fileOptions.includes(name) || (name === "lengths" && !isTyped(typed[name]));
  const names = Object.keys(typed).filter((name) => !outputOptions.includes(name));
  const given = names.filter((name) => !isFile(name)).map((name) => [name, textOfOption(typed[name])]);
  return {
    given: Object.fromEntries(given),
    files: names.filter(isFile).map((name) => flagOf(name as OptionName)),
    answer: search,
    levers: search.levers,
    ...(best === null
      ? {}
      : {
          details: detailsOf(best, question),
          confidences: countsByConfidence(best, question, ownPrices),
          sensitivity: sensitivity(best, question, ownPrices),
          day: dayOfLoad(best, question, ownPrices),
        }),
  };
};

const textOfOption = (value: unknown): string => (value === true ? "yes" : [value].flat().join(","));
const isTyped = (lengths: unknown): boolean => typedLengths(String(lengths)) !== null;

/** The planner page with a search and its question. @throws LL_FILE_UNREADABLE */
export const searchPage = (found: PagedSearch): Promise<string> => plannerPage(embeddedSearch(found));

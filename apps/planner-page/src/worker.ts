import { parsePlanText } from "@loadline/plan";
import type { PlanSize } from "@loadline/planner/answer";
import { dayOfLoad } from "@loadline/planner/day-of-load";
import { countsByConfidence, detailsOf, sensitivity } from "@loadline/planner/details";
import type { AnswerParts } from "@loadline/planner/embedded";
import { sizeFleet } from "@loadline/planner/fleet";
import { leversOf } from "@loadline/planner/levers";
import { noObservations, type OwnObservations } from "@loadline/planner/own-observations";
import { bestAlone, firstAnswer } from "@loadline/planner/search";
import type { SizedRow } from "@loadline/planner/search-answer";
import { sizePlan } from "@loadline/planner/size-plan";
import { type TraceFields, traceFields } from "@loadline/planner/trace-fields";
import type { Given } from "./fields.ts";
import { type Asked, askedOf, type Fault, faultOf, inField } from "./question.ts";

/** What a worker is asked; `row`: a configuration of the answer to describe, else the best. */
export interface Request {
  readonly id: number;
  readonly today: string;
  readonly work: "answer" | "details" | "savings" | "plan" | "trace";
  readonly given: Given;
  readonly row?: SizedRow;
  /** Of a plan file or a trace. */
  readonly text?: string;
}

/** Parts of what is shown, as they become known; a progress that is no number ends a request. */
export interface Parts extends AnswerParts {
  readonly progress?: number;
  readonly plan?: PlanSize;
  readonly trace?: TraceFields;
  readonly fault?: Fault | null;
  /** The best, before the options beside it are known. */
  readonly first?: ReturnType<typeof bestAlone>;
}

type Post = (parts: Parts) => void;

/** A message is worth so many configurations that were looked at. */
const every = 16;

/** Describes a configuration: figures by themselves, or what takes further searches. */
const describe = (row: SizedRow, { question, ownPrices, day }: Asked, isSearched: boolean, post: Post): void => {
  if (isSearched) {
    post({ day: dayOfLoad(row, question, ownPrices, day) });
    post({ confidences: countsByConfidence(row, question, ownPrices) });
    post({ sensitivity: sensitivity(row, question, ownPrices) });
  } else post({ details: detailsOf(row, question) });
};

const workOn = ({ given, today, work, row, text = "" }: Request, post: Post): void => {
  if (work === "plan") {
    post({ plan: sizePlan(parsePlanText(text)), fault: null });
    return;
  }
  if (work === "trace") {
    post({ trace: traceFields(text), fault: null });
    return;
  }
  let looked = 0;
  const counted: OwnObservations = {
    corrected: (spec) => {
      if (++looked % every === 0) post({ progress: looked });
      return noObservations.corrected(spec);
    },
  };
  const asked = askedOf(given, today, work === "answer" ? counted : undefined);
  const { question, ownPrices, inventory } = asked;
  if (work === "answer") {
    const { gpus } = question;
    const first = inventory === null && gpus?.length !== 1 ? bestAlone(question, ownPrices) : null;
    if (first !== null) post({ first });
    const fleet = inventory && inField("inventory", () => sizeFleet(question, inventory, ownPrices));
    post({ answer: firstAnswer(question, ownPrices, fleet), fault: null });
  }
  if (work === "savings") post({ levers: [...leversOf(question, ownPrices, row ?? null)] });
  if (row !== undefined) describe(row, asked, work === "savings", post);
};

/** Answers every message of the page with the parts that it asks for. */
export const startWorker = (): void => {
  addEventListener("message", ({ data }: MessageEvent<Request>) => {
    const post: Post = (parts) => postMessage({ id: data.id, ...parts });
    try {
      workOn(data, post);
    } catch (error) {
      post({ fault: faultOf(error) });
    }
    post({ progress: Number.NaN });
  });
};

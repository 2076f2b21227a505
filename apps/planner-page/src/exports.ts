import { checkPlan } from "@loadline/plan";
import { searchCsv } from "@loadline/planner/csv";
import { emittedText, planEmissions } from "@loadline/planner/emit";
import { fleetPools } from "@loadline/planner/fleet";
import { fleetPlanFile, planFile } from "@loadline/planner/plan-files";
import { planOfSearch } from "@loadline/planner/plan-of-search";
import type { SearchAnswer } from "@loadline/planner/search-answer";
import { rounded } from "@loadline/planner/text";
import { stringify } from "yaml";
import type { Asked } from "./question.ts";

export const exportNames = ["csv", "json", "plan", ...planEmissions] as const;
export type ExportName = (typeof exportNames)[number];

const endings: Partial<Record<ExportName, string>> = { csv: "csv", json: "json", plan: "yaml", kubernetes: "yaml" };

/** The answer as `loadline plan --json` prints it. */
export const jsonOf = (answer: SearchAnswer, { question }: Asked): string =>
  `${JSON.stringify({ ...planOfSearch(answer, question), ...answer }, (_, value) => (typeof value === "number" ? rounded(value) : value), 2)}\n`;

/** The answer as a file. @throws where a plan cannot describe it */
export const exported = (name: ExportName, answer: SearchAnswer, asked: Asked) => {
  const { question, inventory, ownPrices } = asked;
  const plan = (): object =>
    answer.fleet === null || inventory === null
      ? planFile(planOfSearch(answer, question), answer.best, question)
      : fleetPlanFile(answer.fleet, fleetPools(question, inventory, ownPrices), question);
  const textOf = (): string => {
    if (name === "csv") return searchCsv(answer);
    if (name === "json") return jsonOf(answer, asked);
    return name === "plan" ? stringify(plan()) : emittedText(checkPlan(plan()), name);
  };
  return { file: `loadline-${name}.${endings[name] ?? "sh"}`, text: textOf() };
};

export const download = (file: string, content: Blob): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const margin = 24;

/** The first chart under the headline, as a picture. */
export const downloadPicture = (headline: string): void => {
  const chart = document.querySelector<HTMLCanvasElement>(".plot canvas");
  const drawing = document.createElement("canvas");
  const pen = drawing.getContext("2d");
  if (chart === null || pen === null) return;
  const { color, backgroundColor } = getComputedStyle(document.body);
  const scale = devicePixelRatio;
  drawing.width = chart.width + 2 * margin * scale;
  drawing.height = chart.height + 4 * margin * scale;
  pen.fillStyle = backgroundColor;
  pen.fillRect(0, 0, drawing.width, drawing.height);
  pen.fillStyle = color;
  pen.font = `600 ${18 * scale}px system-ui, sans-serif`;
  pen.fillText(headline, margin * scale, 1.6 * margin * scale, chart.width);
  pen.drawImage(chart, margin * scale, 2.5 * margin * scale);
  drawing.toBlob((picture) => picture && download("loadline.png", picture));
};

import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { type Bar, Bars, StackedBar } from "./Bars.tsx";
import { pageText } from "./fields.ts";
import { gibibytes, percent, plural, usd, whole } from "./format.ts";
import { gpuName, headlineOf } from "./names.ts";
import type { Parts } from "./worker.ts";

export const Memory = ({
  chosen,
  details,
}: {
  readonly chosen: SizedRow;
  readonly details: NonNullable<Parts["details"]>;
}) => {
  const { capacity, kvCacheTokens, ...bytes } = details.memory;
  const names = {
    weights: "weights",
    kvCache: "KV cache",
    activation: "activations",
    framework: "framework",
    free: "left to others",
  } as const;
  return (
    <StackedBar
      title={`Memory of one ${gpuName(chosen.gpu)}`}
      note={`${gibibytes(capacity)} in all${kvCacheTokens > 0 ? `; a replica caches ${whole(kvCacheTokens)} tokens` : ""}. Computed from the model's and the GPU's data sheets.`}
      parts={(Object.keys(names) as (keyof typeof names)[]).map((name) => ({
        label: names[name],
        value: bytes[name],
        text: gibibytes(bytes[name]),
      }))}
    />
  );
};

export const Confidence = ({
  chosen,
  confidences,
}: {
  readonly chosen: SizedRow;
  readonly confidences: NonNullable<Parts["confidences"]>;
}) => (
  <Bars
    title="What certainty takes"
    heads={["Confidence", "Replicas"]}
    note={`Of ${chosen.label}, by its error band (${chosen.errorBand.basis}).`}
    bars={confidences.map(({ confidence, replicas, usdPerHour }) => ({
      label: percent(confidence),
      to: replicas ?? 0,
      text: replicas === null ? "no count" : `${whole(replicas)}${usdPerHour === null ? "" : `, ${usd(usdPerHour)}/h`}`,
      isChosen: confidence === chosen.confidence,
    }))}
  />
);

export const Savings = ({
  chosen,
  levers,
  onTake,
}: {
  readonly chosen: SizedRow;
  readonly levers: SearchAnswer["levers"];
  readonly onTake: (option: string) => void;
}) => (
  <section>
    <h3>What would save most</h3>
    {levers.length === 0 ? <p className="note">No single change saves a twentieth.</p> : null}
    <ul className="levers">
      {levers.map(({ option, condition, row }) => (
        <li key={option}>
          <b>{pageText(option)}:</b> {headlineOf(row)}
          {row.cost.usdPerHour === null || chosen.cost.usdPerHour === null
            ? ""
            : `; ${percent(1 - row.cost.usdPerHour / chosen.cost.usdPerHour)} less`}
          <p className="note">It takes {pageText(condition)}.</p>
          {option.startsWith("--") ? (
            <button type="button" onClick={() => onTake(option)}>
              Ask with {pageText(option)}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
);

export const Sensitivity = ({
  chosen,
  rows,
}: {
  readonly chosen: SizedRow;
  readonly rows: NonNullable<Parts["sensitivity"]>;
}) => {
  const text = (gpus: number | null): string => (gpus === null ? "not reached" : whole(gpus));
  return (
    <Bars
      title="GPUs when an assumption is a fifth lower or higher"
      heads={["Assumption", "GPUs"]}
      note={`Of ${chosen.label} with the same objectives and confidence; ${whole(chosen.gpus)} as asked.`}
      bars={rows.map(
        ({ label, low, high }): Bar => ({
          label: pageText(label),
          from: low ?? chosen.gpus,
          to: high ?? chosen.gpus,
          text: `${text(low)} – ${text(high)}`,
        }),
      )}
    />
  );
};

export const Reserve = ({ chosen }: { readonly chosen: SizedRow }) => (
  <section>
    <h3>Reserve by cause</h3>
    <ul>
      {chosen.reserve.map(({ cause, replicas, because }) => (
        <li key={cause}>
          <b>{cause}</b>: {plural(replicas, "replica")}; {pageText(because)}
        </li>
      ))}
    </ul>
    <p className="note">
      {plural(chosen.loadReplicas, "replica")} for the load, {whole(chosen.replicas - chosen.loadReplicas)} more for the
      reserve; causes that one replica covers are not added up.
    </p>
  </section>
);

import { engines, listGpus, listModels } from "@loadline/model";
import { routable } from "@loadline/planner/option-table";
import type { OptionName } from "@loadline/planner/options";
import { planOptions } from "@loadline/planner/question";
import { useMemo } from "react";
import type { Given } from "./question.ts";

interface FieldProps {
  readonly name: OptionName;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (name: OptionName, value: string) => void;
}

const help = new Map(planOptions.stated.map((option) => [option.name, option.help]));
const helpOf = (name: OptionName): string => {
  const text = own[name] ?? help.get(name) ?? "";
  return text.replace(/;? ?(may be given again|default: [^;]*(, )?)/g, "").replace(/^objective: /, "");
};

/** Where the command reads a file. */
const own: Partial<Record<OptionName, string>> = {
  model: "a name of the catalogue, a usual alias, or a config.json of your own",
  prices: "your own, $ per GPU and hour, such as h100 2.10, mi300x 1.50",
  lengths: "instead of mean tokens: mean/p95 of prompts and answers, such as 900/3000,200/600",
};

const choices: Partial<Record<OptionName, readonly string[]>> = {
  engine: engines,
  router: routable,
  percentile: ["50", "90", "95", "99"],
  confidence: ["50", "80", "90", "95", "99"],
  purchase: ["on-demand", "reserved", "spot"],
  gatewayCounts: ["offered", "cache-misses"],
};
const defaults: Partial<Record<OptionName, string>> = {
  engine: "vllm",
  router: "least-requests",
  percentile: "95",
  confidence: "90",
  purchase: "on-demand",
  gatewayCounts: "offered",
};
const suffixes: Partial<Record<OptionName, string>> = { percentile: " % of requests", confidence: " % sure" };

/** Sliders are logarithmic: from a tenth of a request to a thousand is three times as far as from one to ten. */
const sliders: Partial<Record<OptionName, readonly [least: number, most: number]>> = {
  requestsPerSecond: [0.1, 2000],
  inputTokens: [16, 131_072],
  outputTokens: [1, 8192],
};

const Slider = ({ name, label, value, onChange }: Omit<FieldProps, "fault">) => {
  const [least, most] = sliders[name] ?? [1, 1];
  const at = Math.log(Math.min(most, Math.max(least, Number(value) || least)) / least) / Math.log(most / least);
  const set = (place: number): void =>
    onChange(name, String(Number((least * (most / least) ** (place / 1000)).toPrecision(2))));
  return (
    <input
      type="range"
      min={0}
      max={1000}
      value={Math.round(at * 1000)}
      aria-label={`${label}, slider`}
      aria-valuetext={value}
      onChange={({ target }) => set(Number(target.value))}
    />
  );
};

const Field = ({ name, label, value, fault, onChange }: FieldProps) => {
  const id = `field-${name}`;
  const offered = choices[name];
  const shared = {
    id,
    "aria-invalid": fault !== undefined,
    "aria-describedby": `${id}-note`,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(name, target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {offered === undefined ? (
        <input {...shared} value={value} list={`${name}-names`} autoComplete="off" spellCheck={false} />
      ) : (
        <select {...shared} value={value === "" ? defaults[name] : value}>
          {offered.map((choice) => (
            <option key={choice} value={choice}>{`${choice}${suffixes[name] ?? ""}`}</option>
          ))}
        </select>
      )}
      {sliders[name] === undefined ? null : <Slider {...{ name, label, value, onChange }} />}
      <p id={`${id}-note`} className={fault === undefined ? "note" : "fault"}>
        {fault ?? helpOf(name)}
      </p>
    </div>
  );
};

type Labels = Partial<Record<OptionName, string>>;

const groups: readonly (readonly [title: string, fields: Labels, isClosed?: true])[] = [
  [
    "Model and load",
    {
      model: "Model",
      requestsPerSecond: "Requests per second",
      inputTokens: "Prompt tokens",
      outputTokens: "Answer tokens",
    },
  ],
  [
    "Objectives",
    {
      ttft: "Time to first token",
      tpot: "Time per output token (TPOT)",
      percentile: "Met by",
      confidence: "Confidence",
    },
  ],
  ["GPUs and prices", { gpu: "GPUs", purchase: "Bought", prices: "Prices" }],
  [
    "More objectives and load",
    {
      itl: "Every gap (ITL)",
      endToEnd: "Whole answer",
      lengths: "Spread of lengths",
      arrivals: "Arrivals",
      prefixHitRatio: "Prefix cache hits",
    },
    true,
  ],
  [
    "Router, gateway and reserve",
    {
      router: "Router",
      reserve: "Reserve",
      gateway: "Gateway limit",
      gatewayTokens: "Gateway tokens",
      responseCache: "Response cache",
    },
    true,
  ],
  [
    "Engine and layout",
    {
      engine: "Engine",
      engineVersion: "Engine version",
      weights: "Weights",
      kvCache: "KV cache",
      tensor: "Tensor parallelism",
      pipeline: "Pipeline stages",
      expert: "Expert parallelism",
      attentionData: "Data-parallel attention",
      maxModelLen: "Longest request",
      maxBatchedTokens: "Tokens of a step",
      maxSequences: "Most sequences",
      draftTokens: "Draft tokens",
      acceptedTokens: "Accepted tokens",
    },
    true,
  ],
  [
    "Buy, own or an API",
    {
      capex: "Price of a GPU / years",
      powerPrice: "Power price",
      pue: "PUE",
      meanLoad: "Mean load",
      compareApi: "API price in/out",
    },
    true,
  ],
];

const GpuNames = () => (
  <>
    <datalist id="gpu-names">
      {listGpus().map(({ id, name }) => (
        <option key={id} value={id} label={name} />
      ))}
    </datalist>
    <datalist id="model-names">
      {listModels().map(({ id }) => (
        <option key={id} value={id} />
      ))}
    </datalist>
  </>
);

/** There the answer comes first, and a group opens at a touch. */
const isNarrow = (): boolean => matchMedia("(max-width: 860px)").matches;

interface FormProps {
  readonly given: Given;
  readonly faults: Partial<Record<OptionName, string>>;
  readonly onChange: (name: OptionName, value: string) => void;
  readonly onFile: (file: File) => void;
}

export const Form = ({ given, faults, onChange, onFile }: FormProps) => {
  const names = useMemo(() => <GpuNames />, []);
  return (
    <form aria-label="Question" className="question" onSubmit={(event) => event.preventDefault()}>
      {names}
      {groups.map(([title, fields, isClosed]) => {
        const shown = Object.entries(fields) as [OptionName, string][];
        const isWrong = shown.some(([name]) => faults[name] !== undefined);
        const isUsed = shown.some(([name]) => given[name] !== undefined || faults[name] !== undefined);
        return (
          <details key={title} open={isNarrow() ? isWrong : isClosed !== true || isUsed}>
            <summary>{title}</summary>
            {shown.map(([name, label]) => (
              <Field key={name} {...{ name, label, onChange }} value={given[name] ?? ""} fault={faults[name]} />
            ))}
            {title === "Model and load" ? (
              <ModelFile {...{ given, onChange, onFile }} fault={faults.modelFile} />
            ) : null}
          </details>
        );
      })}
    </form>
  );
};

interface ModelFileProps extends Pick<FormProps, "given" | "onChange" | "onFile"> {
  readonly fault: string | undefined;
}

const ModelFile = ({ given, onChange, onFile, fault }: ModelFileProps) => (
  <div className="field">
    <label className="button">
      {given.modelFile === undefined ? "A config.json or a plan file…" : "Another config.json…"}
      <input
        type="file"
        accept=".json,.yaml,.yml"
        onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
      />
    </label>
    {given.modelFile === undefined ? null : (
      <button type="button" onClick={() => onChange("modelFile", "")}>
        Without it
      </button>
    )}
    {fault === undefined ? null : <p className="fault">{fault}</p>}
  </div>
);

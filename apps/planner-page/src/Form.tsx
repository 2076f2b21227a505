import { listGpus, listModels } from "@loadline/model";
import { memo, useMemo } from "react";
import { type FieldName, fields, type Given, groups, helpOf } from "./fields.ts";

interface FieldProps {
  readonly name: FieldName;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (name: FieldName, value: string) => void;
}

interface SliderProps extends Omit<FieldProps, "fault"> {
  readonly range: readonly [least: number, most: number];
}

const steps = 1000;

const Slider = ({ name, value, onChange, range: [least, most] }: SliderProps) => {
  const at = Math.log(Math.min(most, Math.max(least, Number(value) || least)) / least) / Math.log(most / least);
  const set = (place: number): void =>
    onChange(name, String(Number((least * (most / least) ** (place / steps)).toPrecision(2))));
  return (
    <input
      type="range"
      min={0}
      max={steps}
      value={Math.round(at * steps)}
      aria-label={`${fields[name]?.label}, slider`}
      aria-valuetext={value}
      onChange={({ target }) => set(Number(target.value))}
    />
  );
};

/** Drawn again only where it changes: a slider moves one of fifty fields. */
const FormField = memo(({ name, value, fault, onChange }: FieldProps) => {
  const { label, choices, suffix = "", empty = "", range } = fields[name] ?? { label: name };
  const id = `field-${name}`;
  const shared = {
    id,
    "aria-invalid": fault !== undefined,
    "aria-describedby": `${id}-note`,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(name, target.value),
  };
  // A text from the address that is no choice is shown as it is, with its fault.
  const offered = choices && (value === "" || choices.includes(value) ? choices : [value, ...choices]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {offered === undefined ? (
        <input {...shared} value={value} list={`${name}-names`} autoComplete="off" spellCheck={false} />
      ) : (
        <select {...shared} value={value === "" ? offered[0] : value}>
          {offered.map((choice) => (
            <option key={choice} value={choice}>
              {choice === "" ? empty : `${choice}${suffix}`}
            </option>
          ))}
        </select>
      )}
      {range === undefined ? null : <Slider {...{ name, value, onChange, range }} />}
      <p id={`${id}-note`} className={fault === undefined ? "note" : "fault"}>
        {fault ?? helpOf(name)}
      </p>
    </div>
  );
});

const Names = () => (
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

interface FormProps {
  readonly given: Given;
  readonly faults: Partial<Record<FieldName, string>>;
  readonly onChange: (name: FieldName, value: string) => void;
  readonly onFile: (file: File) => void;
  /** What was read of the last file. */
  readonly fileNote: string | null;
}

export const Form = ({ given, faults, onChange, onFile, fileNote }: FormProps) => {
  const names = useMemo(() => <Names />, []);
  return (
    <form aria-label="Question" className="question" onSubmit={(event) => event.preventDefault()}>
      {names}
      <FileField {...{ given, onChange, onFile, fileNote }} fault={faults.modelFile} />
      {groups.map(({ title, isClosed, fields: all }) => {
        const shown = (Object.keys(all) as FieldName[]).filter((name) => all[name]?.isHidden !== true);
        const isWrong = shown.some((name) => faults[name] !== undefined);
        const isUsed = isWrong || shown.some((name) => given[name] !== undefined);
        return (
          <details key={title} open={matchMedia("(max-width: 860px)").matches ? isWrong : isClosed !== true || isUsed}>
            <summary>{title}</summary>
            {shown.map((name) => (
              <FormField key={name} {...{ name, onChange }} value={given[name] ?? ""} fault={faults[name]} />
            ))}
          </details>
        );
      })}
    </form>
  );
};

interface FileFieldProps extends Omit<FormProps, "faults"> {
  readonly fault: string | undefined;
}

const FileField = ({ given, onChange, onFile, fault, fileNote }: FileFieldProps) => (
  <div className="field">
    <label className="button">
      Open or drop a file…
      <input
        type="file"
        accept=".json,.yaml,.yml,.csv,.tsv,.jsonl,.gz"
        onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
      />
    </label>
    {given.modelFile === undefined ? null : (
      <button type="button" onClick={() => onChange("modelFile", "")}>
        Without the config.json
      </button>
    )}
    <p className={fault === undefined ? "note" : "fault"}>
      {fault ?? fileNote ?? "a config.json, a trace of requests, prices, an inventory, or a plan of a whole cluster"}
    </p>
  </div>
);

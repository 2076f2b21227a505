import { rowsOf } from "@loadline/planner/csv";
import type { Embedded } from "@loadline/planner/embedded";
import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { type DragEvent, type SetStateAction, useCallback, useEffect, useMemo, useState } from "react";
import { Answered } from "./Answered.tsx";
import { Cluster } from "./Cluster.tsx";
import { Form } from "./Form.tsx";
import { type FieldName, type Given, hashOf, pageText, readAddress } from "./fields.ts";
import { readFile, withTrace } from "./files.ts";
import { whole } from "./format.ts";
import { Headline, Infeasible } from "./Headline.tsx";
import { Live } from "./Live.tsx";
import { Mix } from "./Mix.tsx";
import { type Asked, askedOf, type Fault, faultOf, faultsOfFields, firstQuestion } from "./question.ts";
import { today, usePlanner } from "./use-answer.ts";
import type { Parts } from "./worker.ts";

const addressMs = 200;

/** The question in the address, which goes back and forward with the browser, and keys there that are none of it. */
const useAddress = (first: Given) => {
  const [address, setAddress] = useState(() =>
    location.hash.length > 1 ? readAddress(location.hash) : { given: first, unknown: [] },
  );
  const { given, unknown } = address;
  useEffect(() => {
    const read = (): void => setAddress(readAddress(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  // A browser refuses an address that changes at every step of a slider.
  useEffect(() => {
    if (given === first && location.hash.length <= 1) return undefined;
    const timer = setTimeout(() => history.replaceState(null, "", hashOf(given)), addressMs);
    return () => clearTimeout(timer);
  }, [given, first]);
  const setGiven = useCallback(
    (next: SetStateAction<Given>): void =>
      setAddress((before) => ({ given: typeof next === "function" ? next(before.given) : next, unknown: [] })),
    [],
  );
  return { given, unknown, setGiven };
};

interface Read {
  readonly asked: Asked | null;
  readonly fault: Fault | null;
}

const unasked: Read = { asked: null, fault: null };

/** The question, or what is wrong with it. */
const read = (given: Given): Read => {
  try {
    return { asked: askedOf(given, today()), fault: null };
  } catch (error) {
    return { asked: null, fault: faultOf(error) };
  }
};

const faultsOf = (given: Given, wrong: Fault | null): Partial<Record<FieldName, string>> => ({
  ...(wrong === null || wrong.field === null ? {} : { [wrong.field]: wrong.message }),
  ...faultsOfFields(given),
});

const withField = (given: Given, name: FieldName, value: string): Given => {
  const { [name]: _, ...others } = given;
  const rest: Given = others;
  if (value === "") return rest;
  // A file names its own model.
  const { model: __, ...unnamed } = rest;
  return { ...(name === "modelFile" ? unnamed : rest), [name]: value };
};

/** The configuration that was picked, as long as the answer has it, else the best. */
const chosenOf = (answer: SearchAnswer | undefined, picked: string | null): SizedRow | null =>
  answer === undefined ? null : (rowsOf(answer).find(({ label }) => label === picked) ?? answer.best);

/** Options as the command names them, as a question. */
const ofFlags = (flags: Readonly<Record<string, string>>): Given =>
  readAddress(`${new URLSearchParams(Object.entries(flags).map(([flag, value]) => [flag.slice(2), value]))}`).given;

export const App = ({ embedded }: { readonly embedded: Embedded }) => {
  const { given: first = firstQuestion, files = [], ...known } = embedded;
  const { given, unknown, setGiven } = useAddress(first);
  // What was answered with files cannot be asked again without them.
  const isWithFiles = files.length > 0 && given === first;
  const { asked, fault } = useMemo(() => (isWithFiles ? unasked : read(given)), [given, isWithFiles]);
  const { parts, isStale, describe, size, readTrace } = usePlanner(asked === null ? null : given, known);
  const [isCluster, setCluster] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const [fileNote, setFileNote] = useState<string | null>(null);
  const wrong = fault ?? parts.fault ?? null;
  const { answer, first: best } = parts;
  const row = chosenOf(answer, picked);
  const change = useCallback(
    (name: FieldName, value: string): void => setGiven((before) => withField(before, name, value)),
    [setGiven],
  );
  const askWith = (flags: Readonly<Record<string, string>>): void => setGiven({ ...given, ...ofFlags(flags) });
  const choose = (one: SizedRow): void => {
    setPicked(one.label);
    describe(one, given);
  };
  const sizePlanText = (text: string): void => {
    size(text);
    setCluster(true);
  };
  const openFile = async (file: File): Promise<void> => {
    const found = await readFile(file);
    setFileNote(found.kind === "fault" ? found.message : file.name);
    if (found.kind === "plan") sizePlanText(found.text);
    if (found.kind === "field") change(found.field, found.text);
    if (found.kind === "trace")
      readTrace(found.text, (fields) => {
        setGiven((before) => withTrace(before, fields));
        setFileNote(pageText(fields.note));
      });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void openFile(file);
  };
  const budget = asked?.budget ?? null;
  return (
    <main onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h1>Loadline planner</h1>
      <div className={isStale && !best ? "top stale" : "top"}>
        {embedded.live === undefined ? null : <Live path={embedded.live} />}
        <Progress parts={parts} isStale={isStale} />
        <div aria-live="polite">
          {wrong === null ? null : <p className="fault">{wrong.message}</p>}
          {unknown.map(({ key, nearest }) => (
            <p key={key} className="fault">
              The address has {key}, which is no field and was left out
              {nearest === undefined ? "" : `; did you mean ${nearest}?`}
            </p>
          ))}
        </div>
        {isWithFiles ? <FilesNote files={files} /> : null}
        {isCluster ? null : <Top {...{ answer, best, row, budget }} onRelax={askWith} />}
      </div>
      <Form {...{ given, fileNote }} faults={faultsOf(given, wrong)} onChange={change} onFile={openFile} />
      <div className={isStale ? "answer stale" : "answer"}>
        {isCluster && parts.plan !== undefined ? <Cluster size={parts.plan} onClose={() => setCluster(false)} /> : null}
        {isCluster || answer === undefined || row === null ? null : (
          <Answered {...{ parts, answer, row, asked, given, setGiven, askWith, choose }} />
        )}
        <p>
          <button type="button" onClick={() => sizePlanText(SAMPLE_PLAN)}>
            Size the sample plan of a whole cluster
          </button>
        </p>
      </div>
    </main>
  );
};

const FilesNote = ({ files }: { readonly files: readonly string[] }) => (
  <p className="note">
    Answered with {files.join(", ")}, whose files are not in this page: charts that need them are left out, and a
    changed question is answered without them.
  </p>
);

interface TopProps {
  readonly answer: SearchAnswer | undefined;
  readonly best: Parts["first"];
  readonly row: SizedRow | null;
  readonly budget: number | null;
  readonly onRelax: (slo: Readonly<Record<string, string>>) => void;
}

const Top = ({ answer, best, row, budget, onRelax }: TopProps) => {
  if (best) return <Headline {...{ ...best, budget }} />;
  if (answer === undefined) return null;
  return (
    <>
      {answer.fleet === null ? null : <Mix fleet={answer.fleet} />}
      {row === null ? <Infeasible {...{ answer, onRelax }} /> : <Headline {...{ row, answer, budget }} />}
    </>
  );
};

const Progress = ({ parts, isStale }: { readonly parts: Parts; readonly isStale: boolean }) => (
  <div className="progress" role="status">
    {isStale ? (
      <>
        <progress aria-label="Search" max={600} {...(parts.progress === undefined ? {} : { value: parts.progress })} />
        <span>{parts.progress === undefined ? "searching" : `${whole(parts.progress)} configurations compared`}</span>
      </>
    ) : null}
  </div>
);

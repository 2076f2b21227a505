import type { PlanSize } from "@loadline/planner/answer";
import { rowsOf } from "@loadline/planner/csv";
import type { Embedded } from "@loadline/planner/embedded";
import type { OptionName } from "@loadline/planner/options";
import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { type DragEvent, useEffect, useMemo, useState } from "react";
import * as View from "./Answer.tsx";
import { Cluster } from "./Cluster.tsx";
import { Compare, type ComparedAnswer } from "./Compare.tsx";
import { download, downloadPicture, type ExportName, exported, exportNames } from "./exports.ts";
import { Form } from "./Form.tsx";
import { whole } from "./format.ts";
import {
  type Asked,
  askedOf,
  commandOf,
  type Fault,
  faultOf,
  faultsOfFields,
  fieldOf,
  firstQuestion,
  type Given,
  givenFrom,
  hashOf,
} from "./question.ts";
import { Scroll } from "./Table.tsx";
import { today, usePlanner } from "./use-answer.ts";
import type { Parts } from "./worker.ts";

const addressMs = 200;

/** The question in the address, which goes back and forward with the browser. */
const useGiven = (first: Given): readonly [Given, (given: Given) => void] => {
  const [given, setGiven] = useState<Given>(() => (location.hash.length > 1 ? givenFrom(location.hash) : first));
  useEffect(() => {
    const read = (): void => setGiven(givenFrom(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  // A browser refuses an address that changes at every step of a slider.
  useEffect(() => {
    if (given === first && location.hash.length <= 1) return undefined;
    const timer = setTimeout(() => history.replaceState(null, "", hashOf(given)), addressMs);
    return () => clearTimeout(timer);
  }, [given, first]);
  return [given, setGiven];
};

interface Read {
  readonly asked: Asked | null;
  readonly fault: Fault | null;
}

const unknown: Read = { asked: null, fault: null };

/** The question, or what is wrong with it. */
const read = (given: Given): Read => {
  try {
    return { asked: askedOf(given, today()), fault: null };
  } catch (error) {
    return { asked: null, fault: faultOf(error) };
  }
};

const faultsOf = (given: Given, wrong: Fault | null): Partial<Record<OptionName, string>> => {
  const field = wrong === null ? null : fieldOf(wrong);
  return { ...(field === null ? {} : { [field]: wrong?.message }), ...faultsOfFields(given) };
};

const optionKeys = (flags: Readonly<Record<string, string>>): Given =>
  givenFrom(`#${new URLSearchParams(Object.entries(flags).map(([flag, value]) => [flag.slice(2), value]))}`);

const isPlanFile = (text: string): boolean => /^\s*(cluster|pools|deployments)\s*:/m.test(text);

/** The question with a config.json as its model. */
const withModelFile = ({ model: _, ...rest }: Given, name: string, text: string): Given => {
  const own = name === "config.json" ? "your-model" : name.replace(/\.json$/, "");
  return { ...rest, modelFile: `{"name":${JSON.stringify(own)},"config":${text}}` };
};

const withOption = (given: Given, name: OptionName, value: string): Given => {
  const { [name]: _, ...rest } = given;
  return value === "" ? rest : { ...rest, [name]: value };
};

/** The configuration that was picked, as long as the answer has it, else the best. */
const chosenOf = (answer: SearchAnswer | undefined, picked: string | null): SizedRow | null =>
  answer === undefined ? null : (rowsOf(answer).find(({ label }) => label === picked) ?? answer.best);

export const App = ({ embedded }: { readonly embedded: Embedded }) => {
  const { given: first = firstQuestion, files = [], ...known } = embedded;
  const [given, setGiven] = useGiven(first);
  // What was answered with files cannot be asked again without them.
  const isWithFiles = files.length > 0 && given === first;
  const { asked, fault } = useMemo(() => (isWithFiles ? unknown : read(given)), [given, isWithFiles]);
  const { parts, isStale, describe, size } = usePlanner(asked === null ? null : given, known);
  const [isCluster, setCluster] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const wrong = fault ?? parts.fault ?? null;
  const { answer } = parts;
  const row = chosenOf(answer, picked);
  const askWith = (flags: Readonly<Record<string, string>>): void => setGiven({ ...given, ...optionKeys(flags) });
  const choose = (one: SizedRow): void => {
    setPicked(one.label);
    describe(one, given);
  };
  const sizePlanText = (text: string): void => {
    size(text);
    setCluster(true);
  };
  const openFile = async (file: File): Promise<void> => {
    const text = await file.text();
    if (isPlanFile(text)) sizePlanText(text);
    else setGiven(withModelFile(given, file.name, text));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void openFile(file);
  };
  return (
    <main onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h1>Loadline planner</h1>
      <div className={isStale ? "top stale" : "top"}>
        <Progress parts={parts} isStale={isStale} />
        <div aria-live="polite">{wrong === null ? null : <p className="fault">{wrong.message}</p>}</div>
        {isWithFiles ? <FilesNote files={files} /> : null}
        {isCluster || answer === undefined ? null : <Top {...{ answer, row }} onRelax={askWith} />}
      </div>
      <Form
        given={given}
        faults={faultsOf(given, wrong)}
        onChange={(name, value) => setGiven(withOption(given, name, value))}
        onFile={openFile}
      />
      <div className={isStale ? "answer stale" : "answer"}>
        {isCluster ? <ClusterView size={parts.plan} onClose={() => setCluster(false)} /> : null}
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
  readonly answer: SearchAnswer;
  readonly row: SizedRow | null;
  readonly onRelax: (slo: Readonly<Record<string, string>>) => void;
}

const Top = ({ answer, row, onRelax }: TopProps) =>
  row === null ? <View.Infeasible {...{ answer, onRelax }} /> : <View.Headline {...{ row, answer }} />;

const ClusterView = ({ size, onClose }: { readonly size: PlanSize | undefined; readonly onClose: () => void }) =>
  size === undefined ? null : <Cluster {...{ size, onClose }} />;

interface AnsweredProps {
  readonly parts: Parts;
  readonly answer: SearchAnswer;
  readonly row: SizedRow;
  readonly asked: Asked | null;
  readonly given: Given;
  readonly setGiven: (given: Given) => void;
  readonly askWith: (flags: Readonly<Record<string, string>>) => void;
  readonly choose: (row: SizedRow) => void;
}

const mostCompared = 3;

const Answered = ({ parts, answer, row, asked, given, setGiven, askWith, choose }: AnsweredProps) => {
  const [compared, setCompared] = useState<readonly ComparedAnswer[]>([]);
  const take = (option: string): void => {
    const [flag = "", value = "yes"] = option.split(" ");
    askWith({ [flag]: value });
  };
  return (
    <>
      <p>
        <button
          type="button"
          disabled={compared.length >= mostCompared}
          onClick={() => setCompared([...compared, { given, row }])}
        >
          Compare
        </button>
      </p>
      <Compare
        answers={compared}
        onAsk={setGiven}
        onDrop={(at) => setCompared(compared.filter((_, index) => index !== at))}
      />
      <View.Options answer={answer} chosen={row} onChoose={choose} />
      {asked === null ? null : <Figures {...{ parts, answer, asked, take }} chosen={row} />}
      {asked === null ? null : <Exports {...{ parts, answer, asked, given }} chosen={row} />}
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

interface FiguresProps {
  readonly parts: Parts;
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly asked: Asked;
  readonly take: (option: string) => void;
}

const Figures = ({ parts, answer, chosen, asked, take }: FiguresProps) => {
  const { details, confidences, levers, sensitivity } = parts;
  return (
    <div className="figures">
      <View.Front {...{ answer, chosen, asked }} />
      {details ? <View.Latency {...{ chosen, details, asked }} /> : null}
      {details ? <View.Memory {...{ chosen, details }} /> : null}
      {confidences === undefined ? null : <View.Confidence {...{ chosen, confidences }} />}
      {levers === undefined ? null : <View.Savings {...{ chosen, levers }} onTake={take} />}
      {sensitivity === undefined ? null : <View.Sensitivity chosen={chosen} rows={sensitivity} />}
      <View.Reserve chosen={chosen} />
      <section>
        <h3>What this rests on</h3>
        <ul>
          {details ? <li>{details.evidence}</li> : null}
          {answer.assumptions.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
    </div>
  );
};

interface ExportsProps {
  readonly parts: Parts;
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly asked: Asked;
  readonly given: Given;
}

const Exports = ({ parts, answer, chosen, asked, given }: ExportsProps) => {
  const [fault, setFault] = useState<string | null>(null);
  const save = (name: ExportName): void => {
    try {
      const { file, text } = exported(name, { ...answer, levers: [...(parts.levers ?? [])] }, asked);
      download(file, new Blob([text], { type: "text/plain" }));
      setFault(null);
    } catch (error) {
      setFault(faultOf(error).message);
    }
  };
  return (
    <section>
      <h3>Take it along</h3>
      <p className="buttons">
        {exportNames.map((name) => (
          <button key={name} type="button" onClick={() => save(name)}>
            {name}
          </button>
        ))}
        <button type="button" onClick={() => downloadPicture(View.headlineOf(chosen))}>
          picture
        </button>
      </p>
      {fault === null ? null : <p className="fault">{fault}</p>}
      <Scroll label="The same by the command">
        <pre>{commandOf(given)}</pre>
      </Scroll>
    </section>
  );
};

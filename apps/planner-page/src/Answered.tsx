import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { useState } from "react";
import { Compare, type ComparedAnswer } from "./Compare.tsx";
import { Day, Front, Latency } from "./charts.tsx";
import { download, downloadPicture, type ExportName, exported, exportNames } from "./exports.ts";
import { type Given, pageText } from "./fields.ts";
import { Confidence, Memory, Reserve, Savings, Sensitivity } from "./figures.tsx";
import { headlineOf } from "./names.ts";
import { Options } from "./Options.tsx";
import { type Asked, commandOf, faultOf } from "./question.ts";
import { Scroll } from "./Table.tsx";
import type { Parts } from "./worker.ts";

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

/** What follows the headline of an answer. */
export const Answered = ({ parts, answer, row, asked, given, setGiven, askWith, choose }: AnsweredProps) => {
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
      <Options answer={answer} chosen={row} onChoose={choose} />
      {asked === null ? null : <Figures {...{ parts, answer, asked, take }} chosen={row} />}
      {asked === null ? null : <Exports {...{ parts, answer, asked, given }} chosen={row} />}
    </>
  );
};

interface FiguresProps {
  readonly parts: Parts;
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly asked: Asked;
  readonly take: (option: string) => void;
}

const Figures = ({ parts, answer, chosen, asked, take }: FiguresProps) => {
  const { details, confidences, levers, sensitivity, day = null } = parts;
  return (
    <div className="figures">
      <Front {...{ answer, chosen, asked }} />
      {details ? <Latency {...{ chosen, details, asked }} /> : null}
      {day === null ? null : <Day day={day} isWave={asked.day === undefined} />}
      {details ? <Memory {...{ chosen, details }} /> : null}
      {confidences === undefined ? null : <Confidence {...{ chosen, confidences }} />}
      {levers === undefined ? null : <Savings {...{ chosen, levers }} onTake={take} />}
      {sensitivity === undefined ? null : <Sensitivity chosen={chosen} rows={sensitivity} />}
      <Reserve chosen={chosen} />
      <section>
        <h3>What this rests on</h3>
        <ul>
          {details ? <li>{details.evidence}</li> : null}
          {answer.assumptions.map((text) => (
            <li key={text}>{pageText(text)}</li>
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
        <button type="button" onClick={() => downloadPicture(headlineOf(chosen))}>
          picture
        </button>
      </p>
      {fault === null ? null : <p className="fault">{fault}</p>}
      <Scroll label="The same by the command">
        <pre>{commandOf(given, asked)}</pre>
      </Scroll>
    </section>
  );
};

import { number } from "./format.ts";

/** Parts of a whole side by side in one bar, each with its amount. */
export const StackedBar = ({
  title,
  note,
  parts,
}: {
  readonly title: string;
  readonly note: string;
  readonly parts: readonly { readonly label: string; readonly value: number; readonly text: string }[];
}) => {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const shown = parts.map((part, index) => ({ ...part, tone: `part part-${index}` })).filter(({ value }) => value > 0);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <div className="stacked" aria-hidden="true">
        {shown.map(({ label, value, tone }) => (
          <i key={label} className={tone} ref={(bar) => bar?.style.setProperty("flex-grow", String(value / whole))} />
        ))}
      </div>
      <ul className="keys">
        {shown.map(({ label, text, tone }) => (
          <li key={label}>
            <i className={`key ${tone}`} />
            {label} <b>{text}</b>
          </li>
        ))}
      </ul>
      <p className="note">{note}</p>
    </figure>
  );
};

export interface Bar {
  readonly label: string;
  readonly from?: number;
  readonly to: number;
  readonly text: string;
  readonly isChosen?: boolean;
}

/** Bars of a table: each row states its figure, the bar shows it. */
export const Bars = ({
  title,
  note,
  heads,
  bars,
}: {
  readonly title: string;
  readonly note: string;
  readonly heads: readonly [string, string];
  readonly bars: readonly Bar[];
}) => {
  const most = Math.max(Number.MIN_VALUE, ...bars.map(({ from = 0, to }) => Math.max(from, to)));
  return (
    <figure>
      <table className="bars">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{heads[0]}</th>
            <th scope="col" />
            <th scope="col">{heads[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, from = 0, to, text, isChosen = false }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td aria-hidden="true" className="track">
                <i
                  className={isChosen ? "bar chosen" : "bar"}
                  title={number(to)}
                  ref={(bar) => {
                    bar?.style.setProperty("left", `${(100 * Math.min(from, to)) / most}%`);
                    bar?.style.setProperty("width", `${Math.max(0.5, (100 * Math.abs(to - from)) / most)}%`);
                  }}
                />
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{note}</p>
    </figure>
  );
};

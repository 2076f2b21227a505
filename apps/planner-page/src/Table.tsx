import type { ReactNode } from "react";

/** What may be wider than the page, for keyboards too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
  <section className="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
);

export const Table = ({
  title,
  heads,
  rows,
}: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) => {
  if (rows.length === 0) return null;
  // A column without a text is left out; words stand at the left, amounts at the right.
  const columns = heads.flatMap((head, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    return cells.every((cell) => cell === "")
      ? []
      : [{ head, at, side: cells.every((cell) => /^([a-z]|–)/i.test(cell)) ? "word" : "" }];
  });
  const others = columns.slice(1);
  return (
    <Scroll label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map(({ head, side }) => (
              <th key={head} scope="col" className={side}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              <th scope="row">{row[0]}</th>
              {others.map(({ head, at, side }) => (
                <td key={head} className={side}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

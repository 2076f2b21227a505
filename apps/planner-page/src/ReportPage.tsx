import type { Report, ReportChart } from "@loadline/planner/embedded";
import { Chart, type Line } from "./Chart.tsx";
import { Table } from "./Table.tsx";

const linesOf = ({ series }: ReportChart): readonly Line[] =>
  series.map(({ label, colour, points }) => ({
    label,
    points,
    tone: colour === 0 ? "faint" : `c${colour}`,
    ...(points.length === 1 ? { kind: "large-dot" } : {}),
  }));

/** What a simulation or a backtest wrote: its table and its charts. */
export const ReportPage = ({
  report: { kind, name, introduction, notices, heads, rows, charts },
}: {
  report: Report;
}) => (
  <main className="report">
    <h1>Loadline: {kind.toLowerCase()}</h1>
    <div className="answer">
      <header className="headline">
        <h2>{name}</h2>
        <p>{introduction}</p>
        {notices.map((notice) => (
          <p key={notice} className="note">
            {notice}
          </p>
        ))}
      </header>
      <Table title="Policies" heads={heads} rows={rows} />
      <div className="figures">
        {charts.map((chart) => (
          <Chart
            key={chart.title}
            title={chart.title}
            note={chart.y.includes(",") ? chart.y : ""}
            x={chart.x}
            y={chart.y.split(",")[0] ?? ""}
            lines={linesOf(chart)}
            isLogarithmic={chart.isLogarithmic ?? false}
            highest={chart.highest ?? 0}
          />
        ))}
      </div>
    </div>
  </main>
);

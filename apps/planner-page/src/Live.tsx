import type { LiveDeployment, Live as LiveFleet } from "@loadline/planner/embedded";
import { useEffect, useState } from "react";
import { Chart } from "./Chart.tsx";
import { number, whole } from "./format.ts";
import { Table } from "./Table.tsx";

const everyMs = 5_000;

/** What runs, asked for anew every few seconds; null until it is known. */
const useLive = (path: string) => {
  const [live, setLive] = useState<LiveFleet | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      try {
        setLive(await (await fetch(path)).json());
        setLost(false);
      } catch {
        setLost(true);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => clearInterval(timer);
  }, [path]);
  return { live, isLost };
};

const count = (value: number | null): string => (value === null ? "unknown" : whole(value));
const rate = (value: number | null): string => (value === null ? "unknown" : number(value));

/** Planned beside actual, in the recommender's own words. */
export const Live = ({ path }: { readonly path: string }) => {
  const { live, isLost } = useLive(path);
  const [name, setName] = useState("");
  const deployments = live?.deployments ?? [];
  const chosen = deployments.find((one) => one.name === name) ?? deployments[0];
  return (
    <section className="live" aria-label="Live">
      {isLost ? (
        <p className="fault">loadline planner, or what it reads, does not answer: the figures are the last.</p>
      ) : null}
      {live !== null && live.leftOut > 0 ? (
        <p className="note">{whole(live.leftOut)} more deployments are not shown.</p>
      ) : null}
      {live !== null && deployments.length === 0 ? (
        <p className="note">No deployment has a recommendation yet.</p>
      ) : null}
      <Table
        title="Planned and actual"
        heads={[
          "Deployment",
          "Verdict",
          "Planned",
          "Ready",
          "Recommended",
          "Requests/s",
          "Requests/s planned",
          "Requests/s each",
          "Recommendation",
        ]}
        rows={deployments.map((one) => [
          one.name,
          one.verdict,
          count(one.planned),
          count(one.ready),
          count(one.recommended),
          rate(one.requestsPerSecond),
          rate(one.plannedRequestsPerSecond),
          rate(one.requestsPerSecondPerReplica),
          one.validity,
        ])}
      />
      {chosen === undefined ? null : (
        <>
          <p className="field">
            <label htmlFor="live-name">Deployment</label>
            <select id="live-name" value={chosen.name} onChange={({ target }) => setName(target.value)}>
              {deployments.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </select>
          </p>
          <p>
            <b>{chosen.verdict}</b>: {chosen.why}
          </p>
          <Counts {...chosen} />
        </>
      )}
    </section>
  );
};

const Counts = ({ points, planned }: LiveDeployment) => {
  const known = (of: 1 | 2) =>
    points.flatMap((point): [number, number][] => (point[of] === null ? [] : [[point[0] / 60, point[of]]]));
  const first = points[0]?.[0] ?? 0;
  return (
    <Chart
      title="Replicas until now"
      x="minutes from now"
      y="replicas"
      lines={[
        { label: "ready", tone: "accent", points: known(1) },
        { label: "recommended", tone: "c2", kind: "dashed", points: known(2) },
        { label: "planned", tone: "ink", points: planned === null ? [] : [first / 60, 0].map((at) => [at, planned]) },
      ]}
      note="By the recommendations of the last three hours."
    />
  );
};

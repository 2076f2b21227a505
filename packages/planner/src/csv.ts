import type { DeploymentSize } from "./answer.ts";
import type { SearchAnswer, SizedRow } from "./search-answer.ts";
import { rounded } from "./text.ts";

type Cell = string | number | null;
type Columns<T> = Readonly<Record<string, (row: T) => Cell>>;

const cellText = (cell: Cell): string =>
  cell === null
    ? ""
    : typeof cell === "number"
      ? String(rounded(cell))
      : /[",\n]/.test(String(cell))
        ? `"${String(cell).replaceAll('"', '""')}"`
        : String(cell);

/** Rows as CSV with a head; what is unknown is empty. */
const csv = <T>(columns: Columns<T>, rows: readonly T[]): string =>
  [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((of) => of(row)))]
    .map((cells) => `${cells.map(cellText).join(",")}\n`)
    .join("");

const searchColumns: Columns<SizedRow> = {
  configuration: ({ label }) => label,
  gpu: ({ gpu }) => gpu,
  weights: ({ weights }) => weights,
  gpusPerReplica: ({ gpusPerReplica }) => gpusPerReplica,
  replicas: ({ replicas }) => replicas,
  replicasAtMedian: ({ replicasAtMedian }) => replicasAtMedian,
  gpus: ({ gpus }) => gpus,
  nodes: ({ nodes }) => nodes,
  utilisation: ({ utilisation }) => utilisation,
  requestsPerSecondPerReplica: (row) => row.requestsPerSecondPerReplica,
  timeToFirstTokenSeconds: ({ latencies }) => latencies.timeToFirstToken,
  interTokenLatencySeconds: ({ latencies }) => latencies.interTokenLatency,
  tokenGapSeconds: ({ latencies }) => latencies.tokenGap,
  endToEndSeconds: ({ latencies }) => latencies.endToEnd,
  errorBandRelative: ({ errorBand }) => errorBand.relative,
  watts: ({ cost }) => cost.watts,
  usdPerGpuHour: ({ price }) => price?.usdPerGpuHour ?? null,
  provider: ({ price }) => price?.provider ?? null,
  quotedOn: ({ price }) => price?.on ?? null,
  usdPerHour: ({ cost }) => cost.usdPerHour,
  nodesUsdPerHour: ({ nodesUsdPerHour }) => nodesUsdPerHour,
  usdPerMillionInputTokens: ({ cost }) => cost.usdPerMillionInputTokens,
  usdPerMillionOutputTokens: ({ cost }) => cost.usdPerMillionOutputTokens,
};

/** The configurations of an answer, the chosen one first. */
export const rowsOf = ({ best, alternatives }: SearchAnswer) => (best === null ? [] : [best, ...alternatives]);

/** The configurations that were compared, the chosen one first. */
export const searchCsv = (answer: SearchAnswer): string => csv(searchColumns, rowsOf(answer));

/** The deployments of a plan file with what they take. */
export const deploymentsCsv = (deployments: readonly DeploymentSize[]): string =>
  csv<DeploymentSize>(
    {
      deployment: ({ name }) => name,
      model: ({ model }) => model,
      pool: ({ pool }) => pool,
      gpu: ({ gpu }) => gpu,
      verdict: ({ verdict }) => verdict,
      expectedRequestsPerSecond: (size) => size.expectedRequestsPerSecond,
      plannedReplicas: ({ planned }) => planned?.replicas ?? null,
      requiredReplicas: ({ required }) => required?.replicas ?? null,
      requiredGpus: ({ required }) => required?.gpus ?? null,
      requiredUsdPerHour: ({ required }) => required?.usdPerHour ?? null,
    },
    deployments,
  );

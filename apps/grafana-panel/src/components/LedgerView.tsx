import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { ClipboardButton, useStyles2 } from "@grafana/ui";
import { isChosen } from "@loadline/control/ledger";
import { t } from "../text/text.ts";
import { leastHeadroom } from "../view-model/capacity-view-model.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount, shortened } from "../view-model/format-value.ts";
import { causeText, type LedgerView as Ledger, type LedgerBar, ledgerSentence, signed } from "../view-model/ledger.ts";
import { markdownText } from "../view-model/summary-text.ts";
import { DeploymentName } from "./DeploymentHeader.tsx";
import { useFormats } from "./formats-context.ts";
import { MostUrgent, StatusStrip } from "./StatusStrip.tsx";
import { mostShown, sharedStyles } from "./styles.ts";

interface LedgerViewProps {
  readonly views: readonly DeploymentView[];
  readonly runbooks: string;
}

/** Where capacity goes between the plan and the load: a waterfall of each deployment. */
export function LedgerView({ views, runbooks }: LedgerViewProps) {
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  return (
    <>
      <MostUrgent views={views} />
      <div className={styles.cards}>
        {leastHeadroom(views, mostShown).map((view) => (
          <article key={view.key} className={styles.card} aria-label={shortened(view.deployment)}>
            <DeploymentLedger view={view} runbooks={runbooks} />
          </article>
        ))}
      </div>
      {views.length > mostShown && (
        <p className={paragraph}>{t("ledger.more", { shown: mostShown, count: views.length })}</p>
      )}
    </>
  );
}

function DeploymentLedger({ view, runbooks }: { readonly view: DeploymentView; readonly runbooks: string }) {
  const { deployment, ledger } = view;
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const copy = t("ledger.copy-of", { name: shortened(deployment) });
  return (
    <>
      <header className={shared.row}>
        <DeploymentName view={view} />
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          aria-label={copy}
          title={copy}
          getText={() => markdownText(view, formats)}
        >
          {t("ledger.copy")}
        </ClipboardButton>
      </header>
      <StatusStrip view={view} runbooks={runbooks} />
      {ledger === null ? (
        <p className={shared.paragraph}>{t("ledger.none")}</p>
      ) : (
        <>
          <p className={styles.sentence}>{ledgerSentence(ledger)}</p>
          <Waterfall ledger={ledger} label={t("ledger.table", { name: shortened(deployment) })} />
        </>
      )}
    </>
  );
}

type BarKind = "total" | "chosen" | "loss" | "gain" | "needed";

const kindOf = ({ cause, requestsPerSecond, gpus }: LedgerBar): BarKind => {
  if (cause === null) return "total";
  if (isChosen(cause)) return "chosen";
  return (requestsPerSecond ?? gpus ?? 0) < 0 ? "loss" : "gain";
};

interface Row extends Pick<LedgerBar, "from" | "to" | "cause"> {
  readonly name: string;
  readonly kind: BarKind;
  readonly requests: string;
  readonly gpus: string;
}

const barRow = (bar: LedgerBar): Row => {
  const { step, cause, from, to, gpus } = bar;
  const text = cause === null ? formatCount : signed;
  return {
    from,
    to,
    cause,
    kind: kindOf(bar),
    requests: text(bar.requestsPerSecond),
    name: cause === null ? t(`ledger.step.${step}`) : (causeText("cause", cause) ?? shortened(cause)),
    gpus: cause !== null && gpus === null ? "" : text(gpus),
  };
};

const neededRows = ({ needed }: Ledger): readonly Row[] =>
  (
    [
      ["now", needed.now],
      ["lead-time", needed.leadTime],
      ["planned-peak", needed.plannedPeak],
    ] as const
  ).map(([at, to]) => ({
    name: t(`ledger.needed.${at}`),
    from: to === null ? null : 0,
    to,
    cause: null,
    kind: "needed",
    requests: formatCount(to),
    gpus: "",
  }));

function Waterfall({ ledger, label }: { readonly ledger: Ledger; readonly label: string }) {
  const styles = useStyles2(getStyles);
  const { note } = useStyles2(sharedStyles);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("ledger.column.step")}</th>
            <th scope="colgroup" colSpan={2} className={styles.number}>
              {t("ledger.column.requests")}
            </th>
            <th scope="col" className={styles.number}>
              {t("ledger.column.gpus")}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...ledger.bars.map(barRow), ...neededRows(ledger)].map(
            ({ name, cause, kind, requests, gpus, ...ends }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cause may stand in two steps, and rows keep no state
              <tr key={at} className={cx(kind === "total" && styles.totalRow)}>
                <th scope="row" className={cx(styles.step, cause !== null && styles.cause)}>
                  {name}
                  {cause !== null && <div className={note}>{causeText("todo", cause)}</div>}
                </th>
                <td className={styles.barColumn}>
                  <Bar {...ends} kind={styles[kind]} ledger={ledger} />
                </td>
                <td className={styles.number}>{requests}</td>
                <td className={styles.number}>{gpus}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

/** Decoration: the numbers stand beside it. An unknown amount is hatched over the whole width, a line marks what is needed now. */
function Bar({
  from,
  to,
  kind,
  ledger,
}: Pick<Row, "from" | "to"> & { readonly kind: string; readonly ledger: Ledger }) {
  const { most, needed } = ledger;
  const styles = useStyles2(getStyles);
  const at = (value: number): string => `${(100 * Math.min(1, Math.max(0, value / most))).toFixed(2)}%`;
  return (
    <div className={styles.track} aria-hidden="true">
      {from === null || to === null ? (
        <div className={styles.unknown} />
      ) : (
        <div
          className={cx(styles.bar, kind)}
          style={{ left: at(Math.min(from, to)), width: at(Math.abs(to - from)) }}
        />
      )}
      {needed.now !== null && <div className={styles.line} style={{ left: at(needed.now) }} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: "grid",
    gap: theme.spacing(2),
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 560px), 1fr))",
  }),
  card: css({
    minWidth: 0,
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  sentence: css({ margin: theme.spacing(0.5, 0, 1), overflowWrap: "anywhere" }),
  scroll: css({ overflowX: "auto" }),
  table: css({
    width: "100%",
    "th, td": { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: "left", verticalAlign: "middle" },
    "thead th": { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
  }),
  totalRow: css({ "th, td": { fontWeight: theme.typography.fontWeightMedium } }),
  step: css({ fontWeight: "inherit", width: "40%", minWidth: 120 }),
  cause: css({ paddingLeft: `${theme.spacing(2)} !important` }),
  barColumn: css({ width: "36%" }),
  number: css({ textAlign: "right !important" as "right", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }),
  track: css({ position: "relative", height: 18, minWidth: 60 }),
  bar: css({ position: "absolute", top: 3, bottom: 3, minWidth: 2, borderRadius: 2 }),
  total: css({ background: theme.colors.primary.main }),
  loss: css({ background: theme.colors.error.main }),
  chosen: css({ background: theme.colors.text.secondary }),
  gain: css({ background: theme.visualization.getColorByName("purple") }),
  needed: css({ border: `1px solid ${theme.colors.text.primary}` }),
  unknown: css({
    position: "absolute",
    inset: "3px 0",
    background: `repeating-linear-gradient(45deg, ${theme.colors.border.strong} 0 2px, transparent 2px 6px)`,
  }),
  line: css({
    position: "absolute",
    top: 0,
    bottom: 0,
    width: 0,
    borderLeft: `2px dashed ${theme.colors.text.primary}`,
  }),
});

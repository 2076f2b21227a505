import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Button, useStyles2 } from "@grafana/ui";
import { createContext, useContext, useId } from "react";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount } from "../view-model/format-value.ts";
import { asItIs, isChange, type WhatIf, whatIf } from "../view-model/what-if.ts";
import { useFormats } from "./formats-context.ts";

/** The change that the reader tries out; null: none. */
export const WhatIfContext = createContext<WhatIf | null>(null);

interface WhatIfControlsProps {
  readonly change: WhatIf | null;
  readonly onChange: (change: WhatIf | null) => void;
}

/** Tries out replicas and traffic: every deployment then says what would hold. */
export function WhatIfControls({ change, onChange }: WhatIfControlsProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.controls}>
      <Button
        size="sm"
        variant="secondary"
        fill="outline"
        aria-expanded={change !== null}
        onClick={() => onChange(change === null ? asItIs : null)}
      >
        {t("what-if.button")}
      </Button>
      {change !== null && (
        <>
          <NumberField
            {...{ label: t("what-if.replicas"), value: change.replicas, step: 1, least: -1000, most: 1000 }}
            onChange={(replicas) => onChange({ ...change, replicas: Math.round(replicas) })}
          />
          <NumberField
            {...{ label: t("what-if.traffic"), value: change.traffic, step: 0.1, least: 0, most: 1000 }}
            onChange={(traffic) => onChange({ ...change, traffic })}
          />
        </>
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly step: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, step, least, most, onChange }: NumberFieldProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const take = (text: string): void => {
    const read = Number(text);
    if (text !== "" && Number.isFinite(read)) onChange(Math.min(most, Math.max(least, read)));
  };
  return (
    <span className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        {...{ id, step, min: least, max: most }}
        type="number"
        className={styles.input}
        defaultValue={value}
        onChange={(event) => take(event.target.value)}
      />
    </span>
  );
}

const signed = (count: number): string => (count < 0 ? `−${-count}` : `+${count}`);

const changeText = ({ replicas, traffic }: WhatIf): string =>
  [
    ...(traffic === 1 ? [] : [t("what-if.traffic-change", { factor: traffic })]),
    ...(replicas === 0 ? [] : [t("what-if.replicas-change", { count: signed(replicas) })]),
  ].join(", ");

/** What would hold for a deployment after the change that the reader tries out; nothing without one. */
export const useWhatIfText = (): ((view: DeploymentView) => string | null) => {
  const change = useContext(WhatIfContext);
  const { percent } = useFormats();
  return (view) => {
    if (change === null || !isChange(change)) return null;
    const answer = whatIf(view, change);
    if (answer === null) return t("what-if.unknown", { change: changeText(change) });
    const { headroomRatio, neededReplicas } = answer;
    return t("what-if.answer", {
      change: changeText(change),
      headroom: percent(headroomRatio),
      needed: formatCount(neededReplicas),
    });
  };
};

/** The same as a line of its own. */
export function WhatIfLine({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const text = useWhatIfText()(view);
  return text === null ? null : (
    <p className={styles.line} role="status">
      {text}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  controls: css({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: theme.spacing(0.5, 1.5) }),
  field: css({ display: "inline-flex", alignItems: "center", gap: theme.spacing(0.75) }),
  label: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: "nowrap",
  }),
  input: css({
    width: 72,
    height: 24,
    padding: theme.spacing(0, 0.75),
    color: theme.colors.text.primary,
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    fontVariantNumeric: "tabular-nums",
    "&:focus-visible": { outline: `2px solid ${theme.colors.primary.border}` },
  }),
  line: css({
    margin: theme.spacing(0.5, 0, 0),
    color: theme.colors.info.text,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: "tabular-nums",
  }),
});

import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Button, InlineField, Input, useStyles2 } from "@grafana/ui";
import { createContext, useContext, useId } from "react";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatCount } from "../view-model/format-value.ts";
import { isChange, noChange, type WhatIf, whatIf } from "../view-model/what-if.ts";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";

/** The change that the reader tries out; null: none. */
export const WhatIfContext = createContext<WhatIf | null>(null);

interface WhatIfControlsProps {
  readonly change: WhatIf | null;
  readonly onChange: (change: WhatIf | null) => void;
}

/** Tries out replicas and traffic: every deployment then shows what it would have. */
export function WhatIfControls({ change, onChange }: WhatIfControlsProps) {
  const { row } = useStyles2(sharedStyles);
  return (
    <div className={row}>
      <Button
        size="sm"
        variant="secondary"
        fill="outline"
        aria-expanded={change !== null}
        onClick={() => onChange(change === null ? noChange : null)}
      >
        {t("what-if.button")}
      </Button>
      {change !== null && (
        <>
          <NumberField
            label={t("what-if.replicas")}
            value={change.replicas}
            step={1}
            min={-1000}
            max={1000}
            onChange={(replicas) => onChange({ ...change, replicas: Math.round(replicas) })}
          />
          <NumberField
            label={t("what-if.traffic")}
            value={change.traffic}
            step={0.1}
            min={0}
            max={1000}
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
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, step, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  const take = (text: string): void => {
    const read = Number(text);
    if (text !== "" && Number.isFinite(read)) onChange(Math.min(max, Math.max(min, read)));
  };
  return (
    <InlineField label={label} className={flat}>
      <Input
        id={id}
        step={step}
        min={min}
        max={max}
        width={10}
        defaultValue={value}
        type="number"
        onChange={(event) => take(event.currentTarget.value)}
      />
    </InlineField>
  );
}

const flat = css({ margin: 0 });

const signed = (count: number): string => (count < 0 ? `−${-count}` : `+${count}`);

const changeText = ({ replicas, traffic }: WhatIf): string =>
  [
    ...(traffic === 1 ? [] : [t("what-if.traffic-change", { factor: traffic })]),
    ...(replicas === 0 ? [] : [t("what-if.replicas-change", { count: signed(replicas) })]),
  ].join(", ");

/** What a deployment would have after the change that the reader tries out; null without one. */
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
  const { note } = useStyles2(sharedStyles);
  const text = useWhatIfText()(view);
  return text === null ? null : (
    <p className={cx(note, styles.line)} role="status">
      {text}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ color: theme.colors.info.text, fontVariantNumeric: "tabular-nums" }),
});

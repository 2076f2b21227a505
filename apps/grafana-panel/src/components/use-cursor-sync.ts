import { DashboardCursorSync } from "@grafana/schema";
import { usePanelContext } from "@grafana/ui";

export interface CursorSync {
  readonly mode: DashboardCursorSync;
  readonly scope: string;
}

/** The dashboard's shared cursor where it has one; without it the charts of this panel share theirs. */
export const useCursorSync = (panelId: number): CursorSync => {
  const context = usePanelContext();
  const mode = context.sync?.() ?? DashboardCursorSync.Off;
  return mode === DashboardCursorSync.Off
    ? { mode: DashboardCursorSync.Crosshair, scope: `loadline-capacity-${panelId}` }
    : { mode, scope: context.eventsScope };
};

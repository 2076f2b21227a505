import { CoreApp, EventBusSrv, type PanelData, ThemeContext } from "@grafana/data";
import { ErrorBoundaryAlert, GlobalStyles, PanelContextProvider, PortalContainer } from "@grafana/ui";
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { LoadedPlugin } from "../../host/load-plugin.ts";
import { createPageTheme } from "../../host/page-theme.ts";
import type { BenchSettings } from "./bench-settings.ts";
import { useBenchData } from "./use-bench-data.ts";

declare global {
  interface Window {
    /** Shows something else; answers when it is on the screen. */
    loadlineBench?: (changed: Partial<BenchSettings>) => Promise<void>;
  }
}

interface BenchPageProps {
  readonly loaded: LoadedPlugin;
  readonly initial: BenchSettings;
}

/** One panel on one case of data, as whoever drives the page asks for it. */
export function BenchPage({ loaded, initial }: BenchPageProps) {
  const [settings, show] = useDriven(initial);
  const theme = useMemo(() => createPageTheme(settings.theme), [settings.theme]);
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const data = useBenchData(settings, theme);
  const context = useMemo(() => ({ eventBus, eventsScope: "bench", app: CoreApp.PanelViewer }), [eventBus]);
  useEffect(() => {
    document.body.dataset["loadlineState"] = "live";
  }, []);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PanelContextProvider value={context}>
        <main style={{ padding: 8, minHeight: "100vh", background: theme.colors.background.primary }}>
          <ErrorBoundaryAlert>
            <Panel
              key={`${settings.case} ${settings.view} ${settings.firstText} ${settings.theme}`}
              loaded={loaded}
              settings={settings}
              data={data}
              eventBus={eventBus}
              show={show}
            />
          </ErrorBoundaryAlert>
        </main>
        <PortalContainer />
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

interface PanelProps extends Pick<BenchPageProps, "loaded"> {
  readonly settings: BenchSettings;
  readonly data: PanelData;
  readonly eventBus: EventBusSrv;
  readonly show: (changed: Partial<BenchSettings>) => void;
}

function Panel({ loaded, settings, data, eventBus, show }: PanelProps) {
  const View = loaded.plugin.panel;
  if (View === null) return null;
  return (
    <View
      id={1}
      title="Capacity"
      transparent={false}
      data={data}
      timeRange={data.timeRange}
      timeZone="utc"
      options={{ ...loaded.options, ...settings.options, view: settings.view }}
      fieldConfig={{ defaults: {}, overrides: [] }}
      width={settings.width}
      height={settings.height}
      renderCounter={0}
      eventBus={eventBus}
      replaceVariables={(text) => text}
      onOptionsChange={(options) => show({ options: { ...options } })}
      onFieldConfigChange={() => undefined}
      onChangeTimeRange={() => undefined}
    />
  );
}

/** Until what React has committed is painted: the frame after the one that follows. */
const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

const useDriven = (initial: BenchSettings) => {
  const [settings, setSettings] = useState(initial);
  const show = (changed: Partial<BenchSettings>): void => setSettings((before) => ({ ...before, ...changed }));
  useLayoutEffect(() => {
    window.loadlineBench = async (changed) => {
      setSettings((before) => ({ ...before, ...changed }));
      await painted();
    };
  }, []);
  return [settings, show] as const;
};

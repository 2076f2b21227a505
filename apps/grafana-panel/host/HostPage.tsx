import { css } from "@emotion/css";
import { CoreApp, EventBusSrv, type GrafanaTheme2, ThemeContext } from "@grafana/data";
import { GlobalStyles, PanelContextProvider, PortalContainer, useStyles2 } from "@grafana/ui";
import { useEffect, useMemo, useState } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { createPageTheme } from "./create-page-theme.ts";
import type { LoadedPlugin } from "./load-plugin.ts";
import { PageHeader } from "./PageHeader.tsx";
import { PanelCard } from "./PanelCard.tsx";
import { type PageSettings, searchFor } from "./page-settings.ts";
import { RecommendationList } from "./RecommendationList.tsx";
import { forecastHorizon } from "./recommendations.ts";
import { type LiveData, useLiveData } from "./use-live-data.ts";
import { useRecommendations } from "./use-recommendations.ts";

interface HostPageProps {
  readonly loaded: LoadedPlugin;
  readonly initial: PageSettings;
}

/** The page around the panel: what a Grafana dashboard is to it. */
export function HostPage({ loaded, initial }: HostPageProps) {
  const [settings, setSettings] = useState(initial);
  const theme = useMemo(() => createPageTheme(settings.theme), [settings.theme]);
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const context = useMemo(() => ({ eventBus, eventsScope: "page", app: CoreApp.PanelViewer }), [eventBus]);
  useEffect(() => {
    window.history.replaceState(null, "", searchFor(window.location.search, settings));
  }, [settings]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PanelContextProvider value={context}>
        <Page loaded={loaded} eventBus={eventBus} settings={settings} onChange={setSettings} theme={theme} />
        <PortalContainer />
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

interface PageProps {
  readonly loaded: LoadedPlugin;
  readonly eventBus: EventBusSrv;
  readonly settings: PageSettings;
  readonly onChange: (settings: PageSettings) => void;
  readonly theme: GrafanaTheme2;
}

function Page({ loaded, eventBus, settings, onChange, theme }: PageProps) {
  const styles = useStyles2(getStyles);
  const live = useLiveData({ minutes: settings.minutes, refreshSeconds: settings.refreshSeconds, theme });
  const recommendations = useRecommendations(settings.refreshSeconds);
  useBodyState(live);
  return (
    <div className={styles.page}>
      <PageHeader live={live} settings={settings} onChange={onChange} />
      <main className={styles.main}>
        <PanelCard
          loaded={loaded}
          live={live}
          eventBus={eventBus}
          horizonSeconds={forecastHorizon(recommendations ?? [])}
        />
        {recommendations !== null && <RecommendationList rows={recommendations} />}
      </main>
    </div>
  );
}

/** Lets anything that drives a browser wait for the page without knowing its inside. */
const useBodyState = ({ state, data }: LiveData): void => {
  const deployments = useMemo(() => deploymentNames(data?.series ?? []).length, [data]);
  useEffect(() => {
    document.body.dataset["loadlineState"] = state;
    document.body.dataset["deployments"] = String(deployments);
  }, [state, deployments]);
};

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ minHeight: "100vh", background: theme.colors.background.canvas, color: theme.colors.text.primary }),
  main: css({
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: theme.spacing(2),
    maxWidth: 1760,
    margin: "0 auto",
    padding: theme.spacing(2),
    "@media (max-width: 560px)": { padding: theme.spacing(1) },
  }),
});

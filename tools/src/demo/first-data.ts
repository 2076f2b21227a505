import { waitFor } from "@loadline/servers";

/** Waits until Prometheus, asked through the page as a browser would, has a capacity series. */
export const firstDataPoint = (pageUrl: string): Promise<number> =>
  waitFor(
    async () => {
      const query = encodeURIComponent("loadline_capacity_tokens_per_second");
      const response = await fetch(`${pageUrl}api/prometheus/api/v1/query?query=${query}`);
      if (!response.ok) return null;
      const { data } = (await response.json()) as { data?: { result?: readonly unknown[] } };
      const series = data?.result?.length ?? 0;
      return series > 0 ? series : null;
    },
    { what: "the first data point", seconds: 90, everySeconds: 0.25 },
  );

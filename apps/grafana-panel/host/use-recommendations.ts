import { useEffect, useState } from "react";
import { parseRecommendations, type RecommendationRow } from "./recommendations.ts";

const path = "/api/recommendations";

/** The latest decisions, newest first; null while nobody serves them. */
export const useRecommendations = (refreshSeconds: number): readonly RecommendationRow[] | null => {
  const [rows, setRows] = useState<readonly RecommendationRow[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const poll = async (): Promise<void> => {
      const response = await fetch(path, { signal: stop.signal }).catch(() => null);
      // A server without the endpoint does not grow one while the page is open.
      if (stop.signal.aborted || response?.status === 404) return;
      const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
      if (Array.isArray(body) && !stop.signal.aborted) setRows(parseRecommendations(body));
      timer = window.setTimeout(poll, refreshSeconds * 1000);
    };
    let timer = window.setTimeout(poll, 0);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [refreshSeconds]);
  return rows;
};

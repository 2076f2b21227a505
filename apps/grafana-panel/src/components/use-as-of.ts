import { rangeUtil, type TimeRange } from "@grafana/data";
import { useEffect, useState } from "react";

/** How often ages are brought up to date while no data arrives. */
const tickMs = 5000;

const isLive = ({ raw }: TimeRange): boolean => rangeUtil.isRelativeTimeRange(raw);

/** The instant for which "now" values hold: the clock for a range that ends now, else the end of the range. */
export const useAsOf = (timeRange: TimeRange, now: () => number): number => {
  const live = isLive(timeRange);
  const [tick, setTick] = useState(now);
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => setTick(now()), tickMs);
    return () => clearInterval(timer);
  }, [live, now]);
  const end = timeRange.to.valueOf();
  return live ? Math.max(tick, end) : end;
};

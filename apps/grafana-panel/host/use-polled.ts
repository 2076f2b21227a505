import { useEffect, useState } from "react";

/** What a poll returns: the next state; "stop": nothing to ask for any more. */
type Poll<T> = (before: T, signal: AbortSignal) => Promise<T | "stop">;

/**
 * A state that is asked for again some time after each answer, so that a slow server is not asked twice at once.
 * `poll` has to be the same function as long as the same is asked for, and must not reject.
 */
export const usePolled = <T>(initial: T, poll: Poll<T>, seconds: number): T => {
  const [state, setState] = useState(initial);
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    let latest = initial;
    const ask = async (): Promise<void> => {
      const next = await poll(latest, abort.signal);
      if (next === "stop" || abort.signal.aborted) return;
      latest = next;
      setState(next);
      timer = window.setTimeout(ask, seconds * 1000);
    };
    timer = window.setTimeout(ask, 0);
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [initial, poll, seconds]);
  return state;
};

import type { SizedRow } from "@loadline/planner/search-answer";
import type { TraceFields } from "@loadline/planner/trace-fields";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Given } from "./fields.ts";
import type { Parts, Request } from "./worker.ts";

/** The worker runs the page's own script, which a page from disk has as text alone. */
const urlOf = (script: SVGScriptElement | HTMLScriptElement | null): string =>
  script instanceof HTMLScriptElement && script.src !== ""
    ? script.src
    : URL.createObjectURL(new Blob([script?.textContent ?? ""], { type: "text/javascript" }));

// Only while it runs for the first time does a script know its element; a worker has none.
const workerUrl = typeof document === "undefined" ? "" : urlOf(document.currentScript);

export const today = (): string => new Date().toISOString().slice(0, "2026-01-31".length);

type Asked = Omit<Request, "id" | "today">;
type Listener = (parts: Parts) => void;

/**
 * One worker with its latest request. A search cannot be interrupted: of what is asked meanwhile the last waits for its end,
 * or the worker is started anew where the work takes long.
 */
const startWorker = (isLong: boolean) => {
  const start = (): Worker => {
    const made = new Worker(workerUrl);
    made.onmessage = receive;
    return made;
  };
  let latest = 0;
  let isBusy = false;
  let waiting: (() => void) | null = null;
  let listener: Listener = () => undefined;
  const receive = ({ data }: MessageEvent<Parts & { readonly id: number }>): void => {
    if (Number.isNaN(data.progress)) {
      isBusy = false;
      waiting?.();
      waiting = null;
    }
    if (data.id === latest) listener(data);
  };
  let worker: Worker | null = start();
  /** Ends what takes long, so that it takes no processor from what is asked next; nor does a new one until it is needed. */
  const stop = (): void => {
    if (!isBusy) return;
    worker?.terminate();
    worker = null;
    isBusy = false;
  };
  const ask = (asked: Asked, onParts: Listener): void => {
    latest += 1;
    const request: Request = { ...asked, id: latest, today: today() };
    const send = (): void => {
      isBusy = true;
      listener = onParts;
      worker ??= start();
      worker.postMessage(request);
    };
    if (isLong) stop();
    if (isBusy) waiting = send;
    else send();
  };
  return { ask, stop };
};

const waitMs = 120;

export interface Shown {
  readonly parts: Parts;
  /** Another question was asked meanwhile: what is shown answers the one before. */
  readonly isStale: boolean;
}

/** Asks the workers, and holds what they answered part by part. */
const plannerOf = (embedded: Parts) => {
  const [{ ask }, { ask: analyse, stop }] = [startWorker(false), startWorker(true)];
  const listeners = new Set<() => void>();
  let shown: Shown = { parts: embedded, isStale: false };
  let isAnswered = embedded.answer !== undefined;
  let timer = 0;
  const show = (change: Partial<Shown>): void => {
    shown = { ...shown, ...change };
    for (const listener of listeners) listener();
  };
  const merge = (more: Parts): void => show({ parts: { ...shown.parts, ...more } });
  const describe = (row: SizedRow | null, given: Given): void => {
    if (row === null) return;
    ask({ work: "details", given, row }, merge);
    analyse({ work: "savings", given, row }, merge);
  };
  const receive = (given: Given) => (more: Parts) => {
    if (more.answer === undefined && !more.fault) return merge(more);
    show({ isStale: false, parts: more });
    return describe(more.answer?.best ?? null, given);
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shown: () => shown,
    describe,
    size: (text: string): void => analyse({ work: "plan", given: {}, text }, merge),
    readTrace: (text: string, receiveFields: (fields: TraceFields) => void): void =>
      analyse({ work: "trace", given: {}, text }, ({ trace, ...more }) => {
        if (trace !== undefined) receiveFields(trace);
        merge(more);
      }),
    answer: (given: Given): void => {
      // What came with the page is answered.
      if (isAnswered) {
        isAnswered = false;
        return;
      }
      clearTimeout(timer);
      stop();
      show({ isStale: true, parts: { ...shown.parts, first: null } });
      timer = setTimeout(() => ask({ work: "answer", given }, receive(given)), waitMs);
    },
  };
};

/** The answer to a question; that to the one before stays in sight until it comes. null: there is none to ask. */
export const usePlanner = (given: Given | null, embedded: Parts) => {
  const [planner] = useState(() => plannerOf(embedded));
  const shown = useSyncExternalStore(planner.subscribe, planner.shown);
  useEffect(() => {
    if (given !== null) planner.answer(given);
  }, [planner, given]);
  const { describe, size, readTrace } = planner;
  return { ...shown, describe, size, readTrace };
};

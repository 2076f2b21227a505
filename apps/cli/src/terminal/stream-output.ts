import type { EventEmitter } from "node:events";
import type { WriteStream } from "node:tty";
import type { Output } from "./view.ts";

interface StreamSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called when the reader of the stream has gone. */
  readonly onBroken: () => void;
}

const defaultColumns = 80;
const fewestColumns = 40;
/** Longer lines are hard to read, however wide the window. */
const mostColumns = 160;

const columnsOf = (stream: WriteStream, env: StreamSettings["env"]): number => {
  const width = stream.isTTY ? stream.columns : Number(env["COLUMNS"]);
  const columns = Number.isInteger(width) && width > 0 ? width : defaultColumns;
  return Math.min(mostColumns, Math.max(fewestColumns, columns));
};

/**
 * Text as a terminal may have it: names of others could move its cursor or set its title. Colours, lines and tabs stay;
 * any other control character is written as JSON escapes it, so that JSON keeps its meaning.
 */
const inert = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  text.replace(/(\x1b\[(?:[12]|22|3[1239])m)|[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (found, colour?: string) =>
    colour === undefined ? `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}` : found,
  );

/** Moves the cursor to the corner and clears what is below it. */
const fromTop = "\u001b[H\u001b[J";

/** A process stream as output. A broken pipe ends quietly: the reader has seen enough. */
export const streamOutput = (stream: WriteStream, { env, onBroken }: StreamSettings): Output => {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    onBroken();
  });
  const write = (text: string): Promise<void> => new Promise((resolve) => stream.write(text, () => resolve()));
  const isTerminal = stream.isTTY === true && env["TERM"] !== "dumb";
  return {
    write: (text) => write(inert(text)),
    ...(isTerminal ? { redraw: (text: string) => write(`${fromTop}${inert(text)}`) } : {}),
    columns: columnsOf(stream, env),
    colour: isTerminal && (env["NO_COLOR"] ?? "") === "",
  };
};

/**
 * The signal to stop, heeded from the first time that it is read. A command that never reads it, because it only
 * computes, is ended by the system at once: a listener would wait until the computation lets it run.
 */
export const stopSignal = (process: Pick<EventEmitter, "once">) => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  let isHeeded = false;
  return {
    /** Aborted by SIGINT, SIGTERM and `stop`. */
    get signal() {
      if (!isHeeded) {
        isHeeded = true;
        for (const name of ["SIGINT", "SIGTERM"]) process.once(name, stop);
      }
      return controller.signal;
    },
    stop,
  };
};

import type { WriteStream } from "node:tty";
import type { Output } from "../command.ts";

export interface StreamSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called when the reader of the stream has gone. */
  readonly onBroken: () => void;
}

const defaultColumns = 80;
const fewestColumns = 40;
/** Longer lines are hard to read, however wide the window. */
const mostColumns = 120;

const columnsOf = (stream: WriteStream, env: StreamSettings["env"]): number => {
  const width = stream.isTTY ? stream.columns : Number(env["COLUMNS"]);
  const columns = Number.isInteger(width) && width > 0 ? width : defaultColumns;
  return Math.min(mostColumns, Math.max(fewestColumns, columns));
};

/** A process stream as output. A broken pipe ends quietly: the reader has seen enough. */
export const streamOutput = (stream: WriteStream, { env, onBroken }: StreamSettings): Output => {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    onBroken();
  });
  return {
    write: (text) => new Promise((resolve) => stream.write(text, () => resolve())),
    columns: columnsOf(stream, env),
    colour: stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
  };
};

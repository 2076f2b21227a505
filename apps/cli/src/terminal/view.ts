import { rounded } from "@loadline/planner/text";

export interface Output {
  /** Resolves when the text is handed on, so that a slow reader slows the writer. */
  readonly write: (text: string) => Promise<void>;
  readonly columns: number;
  readonly colour: boolean;
  /** Writes in the place of everything on the screen; absent where there is none. */
  readonly redraw?: (text: string) => Promise<void>;
}

const sgr = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

const plain = (text: string): string => text;

const colourful = { strong: sgr(1, 22), faint: sgr(2, 22), good: sgr(32, 39), warning: sgr(33, 39), bad: sgr(31, 39) };
export type Style = Readonly<typeof colourful>;

const colourless: Style = { strong: plain, faint: plain, good: plain, warning: plain, bad: plain };

/** Escape sequences for a terminal, the bare text for everything else. */
export const styleFor = (colour: boolean): Style => (colour ? colourful : colourless);

/** What a render function has to know of the place its text goes to. */
export interface View {
  readonly columns: number;
  readonly style: Style;
}

export const viewOf = ({ columns, colour }: Pick<Output, "columns" | "colour">): View => ({
  columns,
  style: styleFor(colour),
});

export const writeAnswer = (stdout: Output, isJson: boolean, answer: unknown, render: (view: View) => string) =>
  stdout.write(
    isJson
      ? `${JSON.stringify(answer, (_, value) => (typeof value === "number" ? rounded(value) : value), 2)}\n`
      : render(viewOf(stdout)),
  );

export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const plain = (text: string): string => text;

const colourful: Style = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  warning: sgr(33, 39),
  bad: sgr(31, 39),
};

const colourless: Style = { strong: plain, faint: plain, good: plain, warning: plain, bad: plain };

/** Escape sequences for a terminal, the bare text for everything else. */
export const styleFor = (colour: boolean): Style => (colour ? colourful : colourless);

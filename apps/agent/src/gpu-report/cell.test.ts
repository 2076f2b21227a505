import { describe, expect, test } from "vitest";
import {
  activeCell,
  bytesCell,
  celsiusCell,
  countCell,
  enabledCell,
  ratioCell,
  textCell,
  wattsCell,
  yesNoCell,
} from "./cell.ts";

describe("what stands for no value", () => {
  test.each([
    { text: "N/A", why: "unsupported" },
    { text: "[N/A]", why: "unsupported" },
    { text: "[Not Supported]", why: "unsupported" },
    { text: "Not Found", why: "unsupported" },
    { text: "Requested functionality has been deprecated", why: "unsupported" },
    { text: "[Requested functionality has been deprecated]", why: "unsupported" },
    { text: "[Insufficient Permissions]", why: "not-permitted" },
    { text: "[Unknown Error]", why: "failed" },
    { text: "Unknown Error", why: "failed" },
    { text: "ERR!", why: "failed" },
    { text: "[GPU is lost]", why: "failed" },
    { text: "GPU is lost. Reboot the system to recover this GPU", why: "failed" },
    { text: "[GPU requires reset]", why: "failed" },
    { text: "[Something new went wrong]", why: "failed" },
    { text: "[Unknown Error (999)]", why: "failed" },
    { text: "[0x1F]", why: "failed" },
    { text: "[Function Not Found]", why: "unsupported" },
    { text: "<<<NOT_PERM>>>", why: "not-permitted" },
    { text: "<<<NULL>>>", why: "missing" },
    { text: "No data", why: "missing" },
    { text: "nan", why: "unreadable" },
    { text: "a\uFFFDb", why: "unreadable" },
    { text: "", why: "missing" },
    { text: "  ", why: "missing" },
    { text: undefined, why: "missing" },
    { text: ["1 W", "2 W"], why: "unreadable" },
    { text: "a\u0000b", why: "unreadable" },
    { text: "x".repeat(201), why: "unreadable" },
  ])("$text is unknown: $why", ({ text, why }) => expect(textCell(text)).toEqual({ kind: "unknown", why }));
});

const known = (value: unknown) => ({ kind: "known", value });
const why = (reason: string) => ({ kind: "unknown", why: reason });
const unreadable = { kind: "unknown", why: "unreadable" };

describe("numbers carry the unit that is expected", () => {
  test.each([
    { name: "a known zero stays a zero", cell: ratioCell("0 %"), expected: known(0) },
    { name: "all of the time", cell: ratioCell("100 %"), expected: known(1) },
    { name: "more than all of the time", cell: ratioCell("101 %"), expected: unreadable },
    { name: "a margin below zero degrees", cell: celsiusCell("-8 C"), expected: known(-8) },
    { name: "power below zero", cell: wattsCell("-1.00 W"), expected: unreadable },
    { name: "another unit of the same quantity is converted", cell: bytesCell("16 GB"), expected: known(16e9) },
    { name: "milliwatts are converted", cell: wattsCell("250000 mW"), expected: known(250) },
    { name: "a unit of another quantity", cell: bytesCell("16 W"), expected: unreadable },
    { name: "a comma as the mark of decimals", cell: wattsCell("389,02 W"), expected: known(389.02) },
    { name: "a comma that may part thousands", cell: bytesCell("81,251 MiB"), expected: unreadable },
    { name: "a temperature that no card reaches", cell: celsiusCell("2147483 C"), expected: unreadable },
    { name: "no unit where one is due", cell: bytesCell("16"), expected: unreadable },
    { name: "an exponent", cell: wattsCell("1e3 W"), expected: unreadable },
    { name: "more digits than a number holds", cell: countCell("99999999999999999999"), expected: unreadable },
    { name: "blank of 32 bits", cell: countCell("2147483632"), expected: why("missing") },
    { name: "not supported, 32 bits", cell: ratioCell("2147483634 %"), expected: why("unsupported") },
    { name: "not permitted, 64 bits", cell: countCell("9223372036854775795"), expected: why("not-permitted") },
    { name: "not supported, 64 bits", cell: wattsCell("9223372036854775794 W"), expected: why("unsupported") },
    { name: "not supported, floating", cell: wattsCell("140737488355330.00 W"), expected: why("unsupported") },
    { name: "not available, 32 bits", cell: bytesCell("4294967295 MiB"), expected: why("unsupported") },
    { name: "not available, 64 bits", cell: bytesCell("18446744073709551615 B"), expected: why("unsupported") },
    { name: "one below the blanks is a number", cell: countCell("2147483631"), expected: known(2147483631) },
    { name: "a count with a fraction", cell: countCell("1.5"), expected: unreadable },
    { name: "a name of Object's prototype as unit", cell: bytesCell("1 constructor"), expected: unreadable },
  ])("$name", ({ cell, expected }) => expect(cell).toEqual(expected));
});

describe("tokens are exact", () => {
  test.each([
    { name: "Yes", cell: yesNoCell("Yes"), expected: known(true) },
    { name: "No", cell: yesNoCell("No"), expected: known(false) },
    { name: "Disabled", cell: enabledCell("Disabled"), expected: known(false) },
    { name: "Not Active", cell: activeCell("Not Active"), expected: known(false) },
    { name: "toString is no token", cell: yesNoCell("toString"), expected: unreadable },
    { name: "yes in capitals is no token", cell: yesNoCell("YES"), expected: unreadable },
  ])("$name", ({ cell, expected }) => expect(cell).toEqual(expected));
});

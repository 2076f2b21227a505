import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const text = "GPU µ 1\r\n";

test.each([
  { name: "UTF-8", bytes: Buffer.from(text) },
  { name: "UTF-8 with a mark", bytes: Buffer.from(`\uFEFF${text}`) },
  { name: "UTF-16, little end first", bytes: Buffer.from(`\uFEFF${text}`, "utf16le") },
  { name: "UTF-16, big end first", bytes: Buffer.from(`\uFEFF${text}`, "utf16le").swap16() },
])("$name is read", ({ bytes }) => expect(decodeText(bytes)).toBe(text));

test("any bytes are answered, with any mark", () => {
  const mark = fc.constantFrom([], [0xfe, 0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf]);
  fc.assert(
    fc.property(mark, fc.uint8Array(), (first, bytes) => {
      expect(typeof decodeText(Buffer.from([...first, ...bytes]))).toBe("string");
    }),
  );
});

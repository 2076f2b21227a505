import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutSections } from "./sections.ts";
import { parseXmlTree } from "./xml-tree.ts";

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseXmlTree(text)));

describe("a document", () => {
  test.each([
    { name: "a text", text: "<a> 1 &lt; 2 </a>", expected: { a: "1 < 2" } },
    { name: "children", text: "<a><b>1</b><c>2</c></a>", expected: { a: { b: "1", c: "2" } } },
    { name: "a list", text: "<a><b>1</b><b>2</b><b>3</b></a>", expected: { a: { b: ["1", "2", "3"] } } },
    { name: "an attribute, which is not read", text: '<a id="0000:01">x</a>', expected: { a: "x" } },
    { name: "an empty element", text: "<a><b/><c></c></a>", expected: { a: { b: "", c: "" } } },
    { name: "a text beside children", text: "<a>message<b>1</b></a>", expected: { a: { b: "1" } } },
    { name: "comments and instructions", text: "<?xml?><!DOCTYPE a><a><!-- <b> -->1</a>", expected: { a: "1" } },
    { name: "numbered characters", text: "<a>&#65;&#x42;&#xFFFFFF;&nope;</a>", expected: { a: "AB&#xFFFFFF;&nope;" } },
  ])("of $name", ({ text, expected }) => expect(plain(text)).toEqual(expected));
});

test("a name of Object's prototype is only a name", () => {
  const tree = parseXmlTree("<__proto__><polluted>1</polluted></__proto__><constructor>2</constructor>");
  expect(Object.keys(tree)).toEqual(["__proto__", "constructor"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each(["<a>", "<a><b></a></b>", "</a>", "<a", "<1>x</1>", "<a>".repeat(50) + "</a>".repeat(50)])(
  "%s is no document",
  (text) => expect(() => parseXmlTree(text)).toThrow(SyntaxError),
);

test.each([
  { name: "nothing to leave out", text: "<a>1</a>", expected: "<a>1</a>" },
  { name: "every element of the name", text: "0<x>1</x>2<x>3</x>4", expected: "024" },
  { name: "several names", text: "0<x>1</x>2<y>3</y>4", expected: "024" },
  { name: "an element that does not end stays", text: "0<x>1</x>2<x>3", expected: "02<x>3" },
  { name: "an end without beginning stays", text: "0</x>1", expected: "0</x>1" },
  { name: "names that only begin alike stay", text: "<xx>1</xx>", expected: "<xx>1</xx>" },
])("$name", ({ text, expected }) => expect(withoutSections(text, ["x", "y"])).toBe(expected));

test("what stands outside is kept, whatever it is", () => {
  const outside = fc.string().filter((text) => !/[<>x/]/.test(text));
  fc.assert(
    fc.property(fc.array(outside, { minLength: 1 }), fc.string(), (parts, inside) => {
      const element = `<x>${inside.replaceAll("</x>", "")}</x>`;
      expect(withoutSections(parts.join(element), ["x"])).toBe(parts.join(""));
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutSections } from "./sections.ts";

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

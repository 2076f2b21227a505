import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isToken, parseSubject, type SubjectAddress, subject, subjectFilter, subjectKinds, token } from "./subjects.ts";

const tokens = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);

describe("subjects", () => {
  test("an address survives the way into a subject and back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjectKinds), tokens, tokens, (kind, cluster, name) => {
        const address: SubjectAddress = { kind, cluster, name };
        expect(parseSubject(subject(address))).toEqual(address);
      }),
    );
  });

  test("whatever a host is called, its token is valid or refused", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          expect(isToken(token(name))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: "LL_SUBJECT_INVALID" });
          expect(/[a-z0-9]/i.test(name)).toBe(false);
        }
      }),
    );
  });

  test.each([
    { name: "a dotted host becomes one token", input: "GPU-Node.7.example", expected: "gpu-node-7-example" },
    { name: "a token stays as it is", input: "h100-1", expected: "h100-1" },
    { name: "signs at the ends go", input: "--a--", expected: "a" },
    { name: "a long name is cut without a hyphen at the end", input: `${"a".repeat(62)}-b`, expected: "a".repeat(62) },
  ])("$name", ({ input, expected }) => {
    expect(token(input)).toBe(expected);
  });

  test.each([
    { name: "a wildcard in a name", cluster: "demo", node: "*" },
    { name: "a dot in a name", cluster: "demo", node: "a.b" },
    { name: "an empty cluster", cluster: "", node: "a" },
    { name: "an upper-case letter", cluster: "Demo", node: "a" },
  ])("$name is refused, not repaired", ({ cluster, node }) => {
    expect(() => subject({ kind: "telemetry", cluster, name: node })).toThrow(/LL_SUBJECT_INVALID|cannot be a subject/);
  });

  test.each([
    "loadline.v2.telemetry.demo.a",
    "loadline.v1.telemetry.demo",
    "loadline.v1.telemetry.demo.a.b",
    "loadline.v1.rumour.demo.a",
    "loadline.v1.telemetry.De.a",
    "",
  ])("%j is none of our subjects", (value) => {
    expect(parseSubject(value)).toBeNull();
  });

  test("a filter covers one cluster or all", () => {
    expect(subjectFilter("recommendation")).toBe("loadline.v1.recommendation.*.*");
    expect(subjectFilter("recommendation", "demo")).toBe("loadline.v1.recommendation.demo.*");
  });
});

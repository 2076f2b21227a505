import { parseSync } from "vite";

/** One small change of a source file that a test should notice. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const swaps: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "+=": "-=",
  "-=": "+=",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  some: "every",
  every: "some",
  min: "max",
  max: "min",
};

const isText = (node: unknown): boolean =>
  isNode(node) && (node.type === "TemplateLiteral" || typeof node["value"] === "string");

/** The operator between two operands, exchanged; joining texts stays as it is. */
const swappedOperator = (node: Node, text: string): readonly Mutant[] => {
  const [left, right, operator] = [node["left"] as Node, node["right"] as Node, String(node["operator"])];
  const replacement = swaps[operator];
  if (replacement === undefined || isText(left) || isText(right)) return [];
  const start = text.indexOf(operator, left.end);
  return [{ start, end: start + operator.length, replacement }];
};

const forced = (node: unknown): readonly Mutant[] => {
  const { start, end } = node as Node;
  return ["true", "false"].map((replacement) => ({ start, end, replacement }));
};

const ofLiteral = ({ start, end, value }: Node): readonly Mutant[] => {
  if (typeof value === "boolean") return [{ start, end, replacement: String(!value) }];
  return typeof value === "number" ? [{ start, end, replacement: String(value + 1) }] : [];
};

const ofCall = (node: Node): readonly Mutant[] => {
  const callee = node["callee"] as Node;
  if (callee.type !== "MemberExpression") return [];
  const [object, property] = [callee["object"] as Node, callee["property"] as Node & { name?: string }];
  if (property.name === "filter") return [{ start: object.end, end: node.end, replacement: "" }];
  const replacement = swaps[property.name ?? ""];
  return replacement === undefined ? [] : [{ start: property.start, end: property.end, replacement }];
};

const ofNode = (node: Node, text: string): readonly Mutant[] => {
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      return swappedOperator(node, text);
    case "UnaryExpression":
      return ["!", "-"].includes(String(node["operator"]))
        ? [{ start: node.start, end: (node["argument"] as Node).start, replacement: "" }]
        : [];
    case "ConditionalExpression":
    case "IfStatement":
      return forced(node["test"]);
    case "Literal":
      return ofLiteral(node);
    case "CallExpression":
      return ofCall(node);
    default:
      return [];
  }
};

/** Types have no run time; of an assertion only the expression counts. */
const childrenOf = (node: Node): readonly Node[] => {
  if (/^TS(As|NonNull|Satisfies)/.test(node.type)) return [node["expression"] as Node];
  if (node.type.startsWith("TS") || node.type === "ImportDeclaration") return [];
  return Object.values(node).flat().filter(isNode);
};

/** Every mutant of a TypeScript source, in the order of the text. */
export const mutantsOf = (file: string, text: string): readonly Mutant[] => {
  const visit = (node: Node): readonly Mutant[] => [...ofNode(node, text), ...childrenOf(node).flatMap(visit)];
  return visit(parseSync(file, text).program as unknown as Node).toSorted((a, b) => a.start - b.start);
};

import { isCodedError, messages, UserError } from "@loadline/planner/messages";
import { expect, test } from "vitest";
import { expectGolden } from "../test/golden.ts";

/** One example of every message; a message without one does not compile. */
const examples: Readonly<Record<keyof typeof messages, readonly string[]>> = {
  unknownCommand: [messages.unknownCommand("wacth", "watch", []), messages.unknownCommand("x", undefined, ["watch"])],
  unknownOption: [messages.unknownOption("--histroy", "--history", "loadline watch --help")],
  missingValue: [messages.missingValue("--count <n>", "loadline watch --help")],
  missingArgument: [messages.missingArgument("file", "loadline calibrate --help")],
  unexpectedArgument: [messages.unexpectedArgument("watch extra", "loadline watch --help")],
  invalid: [messages.invalid("--count", "x", "a whole number of at least 1")],
  missing: [messages.missing("--gpu", "a GPU; see loadline catalog gpus")],
  severalModels: [messages.severalModels(["llama-3.1-8b", "adapter"])],
  tokensAtOnce: [messages.tokensAtOnce(1.2e-5)],
  needs: [messages.needs("--accepted-tokens", "--draft-tokens")],
  exclude: [messages.exclude("--load", "--trace")],
  unknownKey: [messages.unknownKey("fleet.maxi", 3, "see loadline simulate --scenario-schema")],
  unwritable: [messages.unwritable("--html", "/no/report.html", "no such file or directory")],
  endless: [messages.endless()],
  oneLoad: [messages.oneLoad(0), messages.oneLoad(2)],
  noTokens: [messages.noTokens("--itl", "bert-large")],
  textPart: [messages.textPart("qwen2.5-vl-7b", "qwen2.5-7b")],
  repeated: [messages.repeated("schedule.1.from", "08:00", "schedule.0")],
  noPlanToWrite: [messages.noPlanToWrite()],
  missingPrice: [messages.missingPrice("h100-nvl")],
  emitOnePlan: [messages.emitOnePlan("kubernetes", 2)],
  emitNeedsModel: [messages.emitNeedsModel("html")],
  otherEngine: [messages.otherEngine("sglang", ["vllm"])],
  noLength: [messages.noLength("--output-tokens", "diffusion")],
  offloadNeedsPrefixes: [messages.offloadNeedsPrefixes()],
  unknownPictures: [messages.unknownPictures("llama-3.1-8b")],
  noDocuments: [messages.noDocuments("llama-3.1-8b", "decoder"), messages.noDocuments("flux.1-dev", "diffusion")],
  laterFlag: [messages.laterFlag("vllm 0.8.5", "--kv-offloading-size", "0.11.1")],
  speculationInPlan: [messages.speculationInPlan()],
  documentsInPlan: [messages.documentsInPlan()],
  noRepository: [messages.noRepository("qwen2.5-7b-base", "qwen2.5-7b")],
  noNodesLaunch: [messages.noNodesLaunch("chat", "tensorrt-llm", 2)],
  optionBesideFile: [messages.optionBesideFile("--min-replicas", "--scenario")],
  planNeedsFileOrModel: [messages.planNeedsFileOrModel()],
  nothingToImport: [messages.nothingToImport("notes.txt", []), messages.nothingToImport("a.yaml", ["document 1: b"])],
  manifestTooLarge: [messages.manifestTooLarge(1000, 4)],
  noRows: [messages.noRows(["rows.jsonl"])],
  traceTooLarge: [messages.traceTooLarge("day.csv", 100)],
  brokenGzip: [messages.brokenGzip("day.csv.gz", "it is cut off")],
  unknownFormat: [messages.unknownFormat(["azure", "csv"])],
  otherFormat: [messages.otherFormat("azure", "servegen")],
  traceTooShort: [messages.traceTooShort(14, 60, 15)],
  traceTooLong: [messages.traceTooLong("46296 d", "1736 d")],
  capacityNeedsLengths: [messages.capacityNeedsLengths("llama-3.1-8b")],
  unreachableObjectives: [messages.unreachableObjectives("interTokenLatency", 0.0123, 0.01)],
  noMeanLoad: [messages.noMeanLoad()],
  oneDeployment: [messages.oneDeployment(undefined, []), messages.oneDeployment("a", ["b of c"])],
  severalDeployments: [messages.severalDeployments(undefined, ["demo/chat", "demo/other"])],
  noLedger: [messages.noLedger("chat")],
  nothingStored: [messages.nothingStored()],
  unknownDecision: [messages.unknownDecision("nowhere", ["demo/chat"], true)],
};

test("all messages on one page", () => {
  expectGolden(`${Object.values(examples).flat().join("\n")}\n`, "messages.txt");
});

test("a long value is cut", () => {
  expect(messages.invalid("the line", "x".repeat(500), "one JSON object").length).toBeLessThan(200);
});

test("errors with a code of Loadline are those that a user can correct", () => {
  expect(isCodedError(new UserError("x"))).toBe(true);
  expect(isCodedError(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe(false);
});

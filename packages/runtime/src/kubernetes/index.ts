export * from "./answer.ts";
export * from "./object-watch.ts";

export * from "./canonical-json.ts";
export * from "./keys.ts";
export * from "./sign-recommendation.ts";
export * from "./verify-recommendation.ts";

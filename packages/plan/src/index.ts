export * from "./check-plan.ts";
export { gpusOf } from "./contradictions.ts";
export * from "./inline-plan-files.ts";
export * from "./placement.ts";
export * from "./plan.ts";
export * from "./planned-reserve.ts";
export { RegistryEntry } from "./registry.ts";
export { minutesOf, type Schedule, type Weekday, weekdays } from "./schedule.ts";

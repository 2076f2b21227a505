export { settle } from "./decision/decide.ts";
export { renderReasonPages } from "./decision/reasons.ts";
export { forecastDefaults } from "./forecast/online-forecast.ts";

export { AnswerError, refusalOf } from "./answer.ts";
export { ObjectWatch, type WatchSettings, type WatchTime } from "./object-watch.ts";

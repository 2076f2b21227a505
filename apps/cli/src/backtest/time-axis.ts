/** In what a time axis counts. */
export interface TimeAxis {
  readonly label: "minutes" | "hours" | "days";
  readonly seconds: number;
}

const axes: readonly TimeAxis[] = [
  { label: "minutes", seconds: 60 },
  { label: "hours", seconds: 3600 },
  { label: "days", seconds: 86_400 },
];
/** Fewer of a unit than these are too few to tell times by. */
const fewest = 3;

/** The largest unit that goes often enough into so many seconds; at least minutes. */
export const timeAxisFor = (seconds: number): TimeAxis =>
  axes.findLast((axis) => seconds >= fewest * axis.seconds) ?? { label: "minutes", seconds: 60 };

import { z } from "zod";
import { type LoadOutline, outlineDefaults } from "./load-outline.ts";
import { rampMemorySeconds } from "./ramp.ts";

export const slotMinutes = 5;
const daySlots = 288;

/** Highest levels of the last day, by five-minute slot modulo a day. Plain JSON. */
export const loadDaySchema = z
  .array(z.strictObject({ slot: z.number().int(), level: z.number().nonnegative() }).nullable())
  .readonly();
export type LoadDay = z.infer<typeof loadDaySchema>;

const slotOf = (minute: number): number => Math.floor(minute / slotMinutes);

/** The day with the level of this minute, where it is the highest of its slot. */
export const withSlot = (day: LoadDay, { minute, level }: LoadOutline): LoadDay => {
  const slot = slotOf(minute);
  const place = ((slot % daySlots) + daySlots) % daySlots;
  const known = day[place];
  if (known?.slot === slot && known.level >= level) return day;
  const next = day.length === daySlots ? [...day] : new Array<LoadDay[number]>(daySlots).fill(null);
  next[place] = { slot, level };
  return next;
};

/** Highest level of the last known slot up to that minute; 0: none is known. */
export const lastLevel = (day: LoadDay, minute: number): number => {
  let last: LoadDay[number] = null;
  for (const one of day) if (one !== null && one.slot <= slotOf(minute) && one.slot > (last?.slot ?? 0)) last = one;
  return last?.level ?? 0;
};

/** Highest level of the last day, without the minutes in which a rise may be under way; 0: none is known. */
export const knownHigh = (day: LoadDay, minute: number): number => {
  const earliest = slotOf(minute) - daySlots;
  const end = slotOf(minute - rampMemorySeconds / outlineDefaults.secondsPerMinute);
  let highest = 0;
  for (const entry of day) {
    if (entry !== null && entry.slot >= earliest && entry.slot < end) highest = Math.max(highest, entry.level);
  }
  return highest;
};

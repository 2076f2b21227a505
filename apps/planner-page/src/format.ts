/** Numbers with separators, as people of every trade read them. */
const significant = (value: number, digits: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits: digits });

export const number = (value: number): string => significant(value, Math.abs(value) >= 1000 ? 4 : 3);
export const whole = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 0 });
export const usd = (value: number | null): string =>
  value === null
    ? "no price"
    : `$${value.toLocaleString("en-US", value >= 100 ? { maximumFractionDigits: 0 } : { maximumFractionDigits: 2, minimumFractionDigits: 2 })}`;
export const percent = (share: number): string => `${significant(share * 100, 2)} %`;
export const seconds = (value: number | null): string =>
  value === null ? "–" : value < 1 ? `${significant(value * 1000, 3)} ms` : `${significant(value, 3)} s`;
export const gibibytes = (bytes: number): string => `${significant(bytes / 2 ** 30, 3)} GiB`;
export const kilowatts = (watts: number): string => `${significant(watts / 1000, 3)} kW`;
export const plural = (count: number, noun: string): string => `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;

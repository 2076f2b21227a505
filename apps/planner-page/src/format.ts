/** Numbers with separators, as people of every trade read them. A format is made once: making one takes far longer than using it. */
const formatOf = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
  const made = new Intl.NumberFormat("en-US", options);
  return (value) => made.format(value);
};

const [two, three, four] = [2, 3, 4].map((digits) => formatOf({ maximumSignificantDigits: digits })) as [
  (value: number) => string,
  (value: number) => string,
  (value: number) => string,
];
const cents = formatOf({ maximumFractionDigits: 2, minimumFractionDigits: 2 });

export const whole = formatOf({ maximumFractionDigits: 0 });
export const number = (value: number): string => (Math.abs(value) >= 1000 ? four(value) : three(value));
export const usd = (value: number | null): string =>
  value === null ? "no price" : `$${value >= 100 ? whole(value) : cents(value)}`;
const leastShare = 0.0001;
export const percent = (share: number): string =>
  share > 0 && share < leastShare ? "below 0.01 %" : `${two(share * 100)} %`;
export const seconds = (value: number | null): string =>
  value === null ? "–" : value < 1 ? `${three(value * 1000)} ms` : `${three(value)} s`;
export const gibibytes = (bytes: number): string => `${three(bytes / 2 ** 30)} GiB`;
export const kilowatts = (watts: number): string => `${three(watts / 1000)} kW`;
export const plural = (count: number, noun: string): string => `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;

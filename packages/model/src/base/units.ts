/**
 * Branded quantities. The brand exists in the type only; a constructor is the only way in, so every
 * result of arithmetic is named again and NaN, Infinity or a negative stops there.
 * Inside Loadline only base units travel: bytes, seconds, tokens, ratios with 1 = all, FLOP/s, USD.
 */
declare const unit: unique symbol;

type Quantity<U extends string> = number & { readonly [unit]: U };

export type Bytes = Quantity<"B">;
export type BytesPerToken = Quantity<"B/token">;
export type FlopsPerSecond = Quantity<"FLOP/s">;
export type Seconds = Quantity<"s">;
export type Tokens = Quantity<"token">;
export type TokensPerSecond = Quantity<"token/s">;
export type RequestsPerSecond = Quantity<"request/s">;
export type Ratio = Quantity<"1">;
export type Watts = Quantity<"W">;

const quantity =
  <U extends string>(symbol: U) =>
  (value: number): Quantity<U> => {
    if (!Number.isFinite(value) || value < 0)
      throw new RangeError(`expected a finite value of at least 0 ${symbol}, got ${value}`);
    return value as Quantity<U>;
  };

export const bytes: (value: number) => Bytes = quantity("B");
export const bytesPerToken: (value: number) => BytesPerToken = quantity("B/token");
export const flopsPerSecond: (value: number) => FlopsPerSecond = quantity("FLOP/s");
export const seconds: (value: number) => Seconds = quantity("s");
export const tokens: (value: number) => Tokens = quantity("token");
export const tokensPerSecond: (value: number) => TokensPerSecond = quantity("token/s");
export const requestsPerSecond: (value: number) => RequestsPerSecond = quantity("request/s");
export const ratio: (value: number) => Ratio = quantity("1");
export const watts: (value: number) => Watts = quantity("W");

export const gigabytes = (value: number): Bytes => bytes(value * 1e9);

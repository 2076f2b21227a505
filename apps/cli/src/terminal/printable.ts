/** Text of others without control characters, which could move the cursor or colour what follows. */
export const printable = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

/** Hands a text to the reader as a file. */
export const downloadText = (name: string, text: string): void => {
  // The mark of byte order tells a spreadsheet that it is UTF-8.
  const address = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

/** The value of an instant query that yields one series, or null when it yields none. */
export const queryValue = async (prometheus: string, query: string): Promise<number | null> => {
  const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { data } = (await response.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
  if (data.result.length > 1) throw new Error(`${query} yields ${data.result.length} series`);
  const value = data.result[0]?.value[1];
  return value === undefined ? null : Number(value);
};

/** A symmetric matrix, row by row, of which only the lower triangle is read. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** Σ values[i + k] · values[j + k] over k from `from` to before `to`. */
const rowProduct = (values: Float64Array, i: number, j: number, { from, to }: Range): number => {
  let sum = 0;
  for (let k = from; k < to; k++) sum += (values[i + k] as number) * (values[j + k] as number);
  return sum;
};

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Columns that are finished together, so that their rows stay in the processor's cache. */
const blockColumns = 48;
/** Columns whose products with one row are summed at once: the row is read once for all of them. */
const columnsAtOnce = 4;

/** Takes the products with four finished columns off four entries of a row. */
const subtractFour = (lower: Float64Array, size: number, row: number, { from: column, to }: Range): void => {
  const start = row * size;
  const [p, q] = [column * size, (column + 1) * size];
  const [r, s] = [(column + 2) * size, (column + 3) * size];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let k = 0; k < to; k++) {
    const value = lower[start + k] as number;
    a += value * (lower[p + k] as number);
    b += value * (lower[q + k] as number);
    c += value * (lower[r + k] as number);
    d += value * (lower[s + k] as number);
  }
  lower[start + column] = (lower[start + column] as number) - a;
  lower[start + column + 1] = (lower[start + column + 1] as number) - b;
  lower[start + column + 2] = (lower[start + column + 2] as number) - c;
  lower[start + column + 3] = (lower[start + column + 3] as number) - d;
};

/** Takes off what the columns before the block contribute to one row of it. */
const subtractFinished = (lower: Float64Array, size: number, row: number, { first, last }: Span): void => {
  const start = row * size;
  const end = Math.min(last, row + 1);
  let column = first;
  for (; column + columnsAtOnce <= end; column += columnsAtOnce) {
    subtractFour(lower, size, row, { from: column, to: first });
  }
  for (; column < end; column++) {
    const sum = rowProduct(lower, start, column * size, { from: 0, to: first });
    lower[start + column] = (lower[start + column] as number) - sum;
  }
};

/** One row of L within the columns from `first` to before `last`; false when its pivot is not positive. */
const factoriseRow = (lower: Float64Array, size: number, row: number, span: Span): boolean => {
  const { first, last } = span;
  const start = row * size;
  subtractFinished(lower, size, row, span);
  for (let column = first; column < Math.min(last, row); column++) {
    const other = column * size;
    const rest = (lower[start + column] as number) - rowProduct(lower, start, other, { from: first, to: column });
    lower[start + column] = rest / (lower[other + column] as number);
  }
  if (row >= last) return true;
  const pivot = (lower[start + row] as number) - rowProduct(lower, start, start, { from: first, to: row });
  lower[start + row] = Math.sqrt(pivot);
  return pivot > 0;
};

interface Span {
  readonly first: number;
  readonly last: number;
}

/** L of A = L·Lᵀ, or null when the matrix is not positive definite. */
const factorised = ({ size, values }: SymmetricMatrix): Float64Array | null => {
  const lower = Float64Array.from(values);
  for (let first = 0; first < size; first += blockColumns) {
    const span = { first, last: Math.min(size, first + blockColumns) };
    for (let row = first; row < size; row++) {
      if (!factoriseRow(lower, size, row, span)) return null;
    }
  }
  return lower;
};

/** x of A·x = b for a positive definite A; null when it is not. */
export const solvePositiveDefinite = (matrix: SymmetricMatrix, right: ArrayLike<number>): Float64Array | null => {
  const { size } = matrix;
  const lower = factorised(matrix);
  if (lower === null) return null;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  // Row by row also on the way back: a column of the triangle would be read across the whole memory.
  for (let i = size - 1; i >= 0; i--) {
    const value = (x[i] ?? 0) / (lower[i * size + i] ?? 1);
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - (lower[i * size + k] ?? 0) * value;
  }
  return x;
};

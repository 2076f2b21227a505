/** A symmetric matrix, row by row, of which only the lower triangle is read. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** Σ values[i + k] · values[j + k] over `length`; four sums at a time, as one would wait for itself. */
const rowProduct = (values: Float64Array, i: number, j: number, length: number): number => {
  let [a, b, c, d] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    a += (values[i + k] as number) * (values[j + k] as number);
    b += (values[i + k + 1] as number) * (values[j + k + 1] as number);
    c += (values[i + k + 2] as number) * (values[j + k + 2] as number);
    d += (values[i + k + 3] as number) * (values[j + k + 3] as number);
  }
  for (; k < length; k++) a += (values[i + k] as number) * (values[j + k] as number);
  return a + b + c + d;
};

/** Columns that are finished together, so that their rows stay in the processor's cache. */
const blockColumns = 48;

/** One row of L within the columns from `first` to before `last`; false when its pivot is not positive. */
const factoriseRow = (lower: Float64Array, size: number, row: number, { first, last }: Span): boolean => {
  const start = row * size;
  for (let column = first; column < Math.min(last, row); column++) {
    const other = column * size;
    const rest = (lower[start + column] as number) - rowProduct(lower, start, other, column);
    lower[start + column] = rest / (lower[other + column] as number);
  }
  if (row >= last) return true;
  const pivot = (lower[start + row] as number) - rowProduct(lower, start, start, row);
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
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  return x;
};

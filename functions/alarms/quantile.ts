/**
 * The value below which `share` (0 to 1) of `values` lie, linear between the two nearest; 0 of nothing. Reorders
 * `values`: a full sort, for bands trained each hour over two weeks, would take most of the time of an evaluation.
 */
export function quantileInPlace(values: Float64Array, share: number): number {
  if (values.length === 0) return 0;
  const place = (values.length - 1) * share;
  const below = Math.floor(place);
  const low = select(values, below);
  if (place === below) return low;
  const high = values
    .subarray(below + 1)
    .reduce((least, value) => Math.min(least, value), Infinity);
  return low + (high - low) * (place - below);
}

/** Moves the value that sorting would put at `rank` there, smaller ones before it and greater ones behind. */
function select(values: Float64Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const [first, last] = partition(values, left, right);
    if (rank < first) right = first - 1;
    else if (rank > last) left = last + 1;
    else break;
  }
  return values[rank] ?? 0;
}

/** Brings all values that equal the middle one together; gives where they begin and end. Equal values are common. */
function partition(values: Float64Array, left: number, right: number): [number, number] {
  const pivot = values[(left + right) >> 1] ?? 0;
  let [first, last] = [left, right];
  for (let i = left; i <= last; ) {
    const value = values[i] ?? 0;
    if (value < pivot) swap(values, i++, first++);
    else if (value > pivot) swap(values, i, last--);
    else i++;
  }
  return [first, last];
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? 0;
  values[i] = values[j] ?? 0;
  values[j] = kept;
}

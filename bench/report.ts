/** One measured figure. `budget` is what `--check` holds it to; a figure without one is told, not judged. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: { readonly atMost: number } | { readonly atLeast: number };
  /** What it was measured beside, in the same run and unit. */
  readonly peer?: Peer;
}

interface Peer {
  readonly name: string;
  readonly value: number;
  /** Of ours to the peer's. @default - the ratio of the two values */
  readonly ratio?: number;
  /** What `--check` holds the ratio to. @default - it is told, not judged */
  readonly ratioAtMost?: number;
}

/**
 * Prints the figures as a table, or with `--json` as one object; the last line is the summary.
 * With `--check` the process exits 1 where a budget is missed.
 */
export function report(
  title: string,
  figures: readonly Figure[],
  options: readonly string[],
): void {
  const missed = figures.filter((figure) => !isWithinBudget(figure));
  if (options.includes('--json')) {
    console.log(JSON.stringify({ title, figures, missed: missed.map(({ name }) => name) }));
  } else {
    console.log(`${title}\n`);
    console.log(table(figures));
    console.log(`\n${summary(figures, missed)}`);
  }
  if (options.includes('--check') && missed.length > 0) process.exitCode = 1;
}

/** The middle of `values`; of an even count, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('The median of nothing was asked for');
  return middle;
}

function isWithinBudget({ value, budget, peer }: Figure): boolean {
  if (peer?.ratioAtMost !== undefined && ratioOf(value, peer) > peer.ratioAtMost) return false;
  if (budget === undefined) return true;
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
}

function ratioOf(value: number, peer: Peer): number {
  return peer.ratio ?? value / peer.value;
}

function table(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'value', 'budget', 'beside it', 'ratio'],
    ...figures.map((figure) => [
      figure.name,
      `${rounded(figure.value)} ${figure.unit}`,
      budgetText(figure),
      figure.peer ? `${figure.peer.name} ${rounded(figure.peer.value)}` : '',
      figure.peer ? ratioText(ratioOf(figure.value, figure.peer)) : '',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function budgetText(figure: Figure): string {
  const texts = [budgetOfValue(figure), budgetOfRatio(figure)].filter((text) => text !== '');
  return [...texts, ...(isWithinBudget(figure) ? [] : ['MISSED'])].join('  ');
}

function budgetOfValue({ budget, unit }: Figure): string {
  if (budget === undefined) return '';
  return 'atMost' in budget ? `≤ ${budget.atMost} ${unit}` : `≥ ${budget.atLeast} ${unit}`;
}

function budgetOfRatio({ peer }: Figure): string {
  return peer?.ratioAtMost === undefined ? '' : `ratio ≤ ${peer.ratioAtMost}`;
}

function ratioText(ratio: number): string {
  return ratio.toFixed(ratio < 0.1 ? 3 : 2);
}

function summary(figures: readonly Figure[], missed: readonly Figure[]): string {
  const judged = figures.filter((figure) => budgetText(figure) !== '').length;
  if (missed.length === 0) return `${judged} of ${judged} budgets held`;
  return `${missed.length} of ${judged} budgets missed: ${missed.map(({ name }) => name).join(', ')}`;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

import type { Episode } from '../../functions/alarms/replay.ts';
import { figure } from './figure.ts';
import { type Picture, sliced } from './picture.ts';

/** Cells of the plot; a terminal of 80 columns holds it with its labels. */
const COLUMNS = 68;
const ROWS = 10;
const LABEL = 9;

/** Two columns and four rows of dots make one cell. */
const DOTS_ACROSS = 2;
const DOTS_DOWN = 4;
const BRAILLE = 0x2800;
const DOT_BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

export interface ChartLine {
  readonly kind: 'plot' | 'alarms' | 'axis';
  readonly text: string;
}

/** A series with its limits and alarms, as text of at most 80 columns: dots are values, `─` a limit, `▲` an alarm. */
export function chart(picture: Picture): readonly ChartLine[] {
  const slices = sliced(picture, COLUMNS * DOTS_ACROSS);
  const { least, most } = slices;
  const dotRow = (value: number) =>
    Math.round(((most - value) / (most - least || 1)) * (ROWS * DOTS_DOWN - 1));
  const cells: number[][] = Array.from({ length: ROWS }, () => Array(COLUMNS).fill(0));
  slices.values.forEach((range, x) => {
    if (!range) return;
    for (let y = dotRow(range.most); y <= dotRow(range.least); y++) setDot(cells, x, y);
  });
  const isLimit = limitCells(slices.limits, dotRow);
  const plot = cells.map((row, y) => ({
    kind: 'plot' as const,
    text: `${labelOf(y, least, most)} ${row.map((dots, x) => cellOf(dots, isLimit(x, y))).join('')}`.trimEnd(),
  }));
  return [
    ...plot,
    { kind: 'alarms', text: `${'alarms'.padStart(LABEL)} ${alarmRow(picture)}` },
    { kind: 'axis', text: axis(picture) },
  ];
}

function setDot(cells: number[][], x: number, y: number): void {
  const row = cells[Math.floor(y / DOTS_DOWN)];
  const at = Math.floor(x / DOTS_ACROSS);
  const bit = DOT_BITS[x % 2 === 0 ? 0 : 1][y % DOTS_DOWN] ?? 0;
  if (row) row[at] = (row[at] ?? 0) | bit;
}

function limitCells(
  limits: readonly (readonly number[])[],
  dotRow: (value: number) => number,
): (x: number, y: number) => boolean {
  const marked = new Set(
    limits.flatMap((values, x) =>
      values.map(
        (value) => `${Math.floor(x / DOTS_ACROSS)} ${Math.floor(dotRow(value) / DOTS_DOWN)}`,
      ),
    ),
  );
  return (x, y) => marked.has(`${x} ${y}`);
}

function cellOf(dots: number, isLimit: boolean): string {
  if (dots !== 0) return String.fromCharCode(BRAILLE + dots);
  return isLimit ? '─' : ' ';
}

function labelOf(row: number, least: number, most: number): string {
  const isLabelled = row === 0 || row === ROWS - 1 || row === Math.floor(ROWS / 2);
  const value = most - ((most - least) * row) / (ROWS - 1);
  return (isLabelled ? figure(value) : '').padStart(LABEL);
}

function alarmRow({ recording: { spans }, episodes }: Picture): string {
  const columnMs = (spans.count * spans.periodMs) / COLUMNS;
  return Array.from({ length: COLUMNS }, (_, x) => {
    const fromMs = spans.startMs + x * columnMs;
    return episodes.some((each) => overlaps(each, fromMs, fromMs + columnMs)) ? '▲' : '·';
  }).join('');
}

function overlaps({ startMs, endMs }: Episode, fromMs: number, toMs: number): boolean {
  return startMs < toMs && endMs > fromMs;
}

/** The first and the last day, and one in the middle. */
function axis({ recording: { spans } }: Picture): string {
  const lengthMs = spans.count * spans.periodMs;
  const format = lengthMs < 2 * 86_400_000 ? timeOf : dayOf;
  const [first = '', middle = '', last = ''] = [0, 0.5, 1].map((share) =>
    format(spans.startMs + share * lengthMs),
  );
  const half = Math.floor(COLUMNS / 2);
  const left = first.padEnd(half - Math.floor(middle.length / 2)) + middle;
  return `${' '.repeat(LABEL + 1)}${left.padEnd(COLUMNS - last.length)}${last}`;
}

const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(5, 10);
const timeOf = (atMs: number) => new Date(atMs).toISOString().slice(5, 16).replace('T', ' ');

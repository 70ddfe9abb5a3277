import { ruleWords } from '../../functions/alarms/rule-words.ts';
import { printable } from '../output.ts';
import { figure } from './figure.ts';
import { type Picture, sliced } from './picture.ts';

const WIDTH = 960;
const HEIGHT = 360;
const PLOT = { left: 64, right: 944, top: 56, bottom: 300 };
const MOST_SLICES = PLOT.right - PLOT.left;
const DAYS_LABELLED = 7;

const STYLE = `
  :root { color-scheme: light dark }
  svg { font: 13px system-ui, sans-serif; --ground: #fff; --text: #1b1f24; --quiet: #59636e; --grid: #d8dee4; --series: #0550ae; --limit: #9a4f00; --alarm: #cf222e }
  @media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --text: #e6edf3; --quiet: #9aa4ae; --grid: #30363d; --series: #79b8ff; --limit: #f0b060; --alarm: #ff7b72 } }
  .ground { fill: var(--ground) } text { fill: var(--text) } .quiet { fill: var(--quiet) } .grid { stroke: var(--grid) }
  .series { fill: none; stroke: var(--series); stroke-width: 1.25; stroke-linejoin: round }
  .limit { fill: none; stroke: var(--limit); stroke-width: 1.5; stroke-dasharray: 6 4 }
  .alarm { fill: var(--alarm); fill-opacity: .18; stroke: var(--alarm) } .mark { fill: var(--alarm) }`;

/** The same as a picture of its own, in the colours of whoever looks at it, light or dark. */
export function svgChart(picture: Picture, title: string): string {
  const slices = sliced(picture, Math.min(MOST_SLICES, picture.recording.spans.count));
  const room = (slices.most - slices.least || Math.abs(slices.most) || 1) * 0.05;
  const [least, most] = [slices.least - room, slices.most + room];
  const y = (value: number) =>
    PLOT.bottom - ((value - least) / (most - least)) * (PLOT.bottom - PLOT.top);
  const x = (slice: number) => PLOT.left + ((slice + 0.5) * MOST_SLICES) / slices.values.length;
  const name = escaped(title);
  const rule = escaped(ruleWords(picture.rule));
  const count = `${picture.episodes.length} alarm${picture.episodes.length === 1 ? '' : 's'}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title about">
<title id="title">Backtest of ${name}</title>
<desc id="about">${count} by the rule: ${rule}. Bands approximate those of CloudWatch. Times in UTC.</desc>
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>
<text x="${PLOT.left}" y="22" font-weight="600">${name}</text>
<text x="${PLOT.left}" y="42" class="quiet">${rule}: ${count}</text>
${grid(least, most, y)}
${days(picture)}
${alarms(picture)}
${[0, 1]
  .map((edge) =>
    path(
      'limit',
      slices.limits.map((limits) => limits[edge]),
      x,
      y,
    ),
  )
  .join('\n')}
${seriesPath(slices.values, x, y)}
<text x="${PLOT.left}" y="${HEIGHT - 12}" class="quiet">solid: values; dashed: limit (bands approximate CloudWatch's); ▲ alarm. Times in UTC.</text>
</svg>
`;
}

function grid(least: number, most: number, y: (value: number) => number): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((share) => {
      const value = least + share * (most - least);
      const at = y(value).toFixed(1);
      return `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}"/><text class="quiet" x="${PLOT.left - 8}" y="${at}" dy="4" text-anchor="end">${figure(value)}</text>`;
    })
    .join('\n');
}

function days({ recording: { spans } }: Picture): string {
  const lengthMs = spans.count * spans.periodMs;
  return Array.from({ length: DAYS_LABELLED + 1 }, (_, i) => {
    const at = PLOT.left + (i / DAYS_LABELLED) * MOST_SLICES;
    const moment = new Date(spans.startMs + (i / DAYS_LABELLED) * lengthMs).toISOString();
    const label = lengthMs < 2 * 86_400_000 ? moment.slice(11, 16) : moment.slice(5, 10);
    const anchor = ['start', ...Array(DAYS_LABELLED - 1).fill('middle'), 'end'][i];
    return `<text class="quiet" x="${at.toFixed(1)}" y="${PLOT.bottom + 20}" text-anchor="${anchor}">${label}</text>`;
  }).join('\n');
}

function alarms({ recording: { spans }, episodes }: Picture): string {
  const x = (atMs: number) =>
    PLOT.left + ((atMs - spans.startMs) / (spans.count * spans.periodMs)) * MOST_SLICES;
  return episodes
    .map(({ startMs, endMs }) => {
      const [from, to] = [x(startMs), Math.max(x(endMs), x(startMs) + 1)];
      return `<rect class="alarm" x="${from.toFixed(1)}" y="${PLOT.top}" width="${(to - from).toFixed(1)}" height="${PLOT.bottom - PLOT.top}"/><path class="mark" d="M${(from - 5).toFixed(1)} ${PLOT.top} l10 0 l-5 -9 z"/>`;
    })
    .join('\n');
}

function seriesPath(
  values: readonly ({ readonly least: number; readonly most: number } | undefined)[],
  x: (slice: number) => number,
  y: (value: number) => number,
): string {
  const top = path(
    'series',
    values.map((range) => range?.most),
    x,
    y,
  );
  const isThick = values.some((range) => range && range.most > range.least);
  if (!isThick) return top;
  const columns = values.flatMap((range, slice) =>
    range
      ? [`M${x(slice).toFixed(1)} ${y(range.least).toFixed(1)}V${y(range.most).toFixed(1)}`]
      : [],
  );
  return `${top}\n<path class="series" d="${columns.join('')}"/>`;
}

/** A gap in the values is a gap in the line. */
function path(
  name: string,
  values: readonly (number | undefined)[],
  x: (slice: number) => number,
  y: (value: number) => number,
): string {
  const d = values.map((value, slice) => {
    if (value === undefined) return '';
    const letter = slice > 0 && values[slice - 1] !== undefined ? 'L' : 'M';
    return `${letter}${x(slice).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return `<path class="${name}" d="${d.join('')}"/>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return printable(text).replace(/[&<>"]/g, (char) => ESCAPES[char] ?? '');
}

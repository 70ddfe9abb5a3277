import type { Statistics } from '../../functions/feedback/statistics/statistics.ts';
import { columns, type Output } from '../output.ts';

/** What came in by release and by variant, for people. */
export function statisticsWords(
  { releases, variants, more }: Statistics,
  { paint }: Pick<Output, 'paint'>,
): readonly string[] {
  if (releases.length === 0) return ['Nothing was counted in this time.'];
  return [
    ...headed(paint, [
      ['RELEASE', 'ALL', 'NEGATIVE'],
      ...releases.map(({ release, total, negative }) => [release, ...figures(total, negative)]),
    ]),
    ...(variants.length === 0 ? [] : ['']),
    ...headed(paint, variants.length === 0 ? [] : variantRows(variants)),
    ...(more ? ['', moreWords(more)] : []),
  ];
}

function moreWords({ releases, variants }: NonNullable<Statistics['more']>): string {
  const left = `${releases} of the releases, ${variants} of the variants`;
  return `Left out, with the fewest complaints: ${left}. --release and --toggle tell of one.`;
}

function variantRows(variants: Statistics['variants']): readonly (readonly string[])[] {
  return [
    ['TOGGLE', 'ALL', 'NEGATIVE', 'SERVED', 'OF 1,000'],
    ...variants.map(({ toggle, variant, total, negative, exposures, negativePerThousand }) => [
      `${toggle}=${variant}`,
      ...figures(total, negative),
      String(exposures ?? ''),
      String(negativePerThousand ?? ''),
    ]),
  ];
}

function figures(total: number, negative: number): readonly string[] {
  return [String(total), `${negative} (${Math.round((100 * negative) / total)} %)`];
}

function headed(paint: Output['paint'], rows: readonly (readonly string[])[]): readonly string[] {
  const [head, ...body] = columns(rows);
  return head === undefined ? [] : [paint('bold', head), ...body];
}

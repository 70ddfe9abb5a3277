import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '../../functions/shared/nearest.ts';
import { millisecondsOf } from './duration-text.ts';
import { flaw, leaf, type Shape, text } from './shape.ts';

const REGIONS = RegionInfo.regions.map(({ name }) => name);

export const region: Shape = (value, path) => {
  if (typeof value === 'string' && REGIONS.includes(value)) return [];
  const meant = typeof value === 'string' ? nearest(value, REGIONS) : undefined;
  const fix = meant ? `Did you mean '${meant}'?` : "Use a region's code, not its long name.";
  return [flaw(path, "an AWS region, e.g. 'eu-central-1'", value, fix)];
};

export const duration = leaf(
  "a whole number with its unit: ms, s, m or h, e.g. '5s'",
  'Write number and unit without a space.',
  (value) => millisecondsOf(value) !== undefined,
);

export const trueOrFalse = leaf('true or false', 'Write it without quotes.', (value) =>
  [true, false].includes(value as boolean),
);

/** @param fix - whole sentences */
export function wholeNumber(least: number, most: number, fix: string): Shape {
  return leaf(
    `a whole number from ${least} to ${most}`,
    fix,
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

/** Of what CloudWatch, people and files call by name. */
export function shortName(fix: string): Shape {
  return text(
    'lower case letters, digits and hyphens, at most 30',
    fix,
    /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  );
}

export const timeZone: Shape = (value, path) => {
  if (typeof value === 'string' && isTimeZone(value)) return [];
  const meant =
    typeof value === 'string' ? nearest(value, Intl.supportedValuesOf('timeZone')) : undefined;
  const fix = meant ? `Did you mean '${meant}'?` : 'Name a region and its city, or UTC.';
  return [flaw(path, "a time zone by its IANA name, e.g. 'Europe/Berlin'", value, fix)];
};

/** Offsets like +01:00 know no summer, and AWS knows no names in lower case. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

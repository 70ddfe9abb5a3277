import * as path from 'node:path';

/** An error of the user's own code in one line: `afterprod.config.ts:3:5: what it says`, where the place is known. */
export function whereThrown(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${JSON.stringify(error) ?? String(error)}`;
  const lines = error.message.split('\n').map((line) => line.trim());
  // esbuild names the place itself, in its second line
  const syntaxError = lines.find((line) => /:\d+:\d+: ERROR: /.test(line));
  if (syntaxError !== undefined) return relative(syntaxError.replace(': ERROR: ', ': '));
  const place = placeIn(error.stack ?? '');
  const message = lines.find((line) => line !== '') ?? error.name;
  return place === undefined ? message : `${relative(place)}: ${message}`;
}

/** The first frame of the user's code. */
function placeIn(stack: string): string | undefined {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node_modules|node:/.test(line))
    .map((line) => /((?:file:\/\/)?\/?[^\s()]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .find((place) => place !== undefined);
}

function relative(place: string): string {
  return place.replace('file://', '').replace(`${process.cwd()}${path.sep}`, '');
}

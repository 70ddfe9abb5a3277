import { error, type Finding, type Path } from './finding.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The name of a toggle, variant or segment. It stands in URLs, metrics, file names and the keys of counts. */
export function lintName(name: string, path: Path): readonly Finding[] {
  if (NAME.test(name)) return [];
  const rule =
    'must be 1 to 100 letters, digits, dots, hyphens or underscores, the first a letter or digit';
  return [error(path, 'bad_name', rule, 'rename it')];
}

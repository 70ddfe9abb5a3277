import { existsSync, readFileSync, renameSync } from 'node:fs';

/**
 * Reads a file of lines that an earlier run has appended to; a last line that a kill has torn is dropped. A file that
 * `read` cannot take is set aside, and `notice` says so. Gives whether the file is there and as it was written.
 */
export function readLines(
  file: string,
  read: (line: string) => void,
  notice: (message: string) => void,
): 'whole' | 'torn' | 'none' {
  if (!existsSync(file)) return 'none';
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    if (whole === '' && text !== '') throw new Error('it has no whole line');
    for (const line of whole.split('\n')) if (line !== '') read(line);
  } catch (error) {
    const aside = `${file}.corrupt`;
    renameSync(file, aside);
    notice(`${file} is not readable (${String(error)}); it is kept as ${aside}.`);
    return 'none';
  }
  return whole.length === text.length ? 'whole' : 'torn';
}

import { existsSync, readFileSync } from 'node:fs';
import { setAside } from './state-file.ts';

/**
 * Reads a file of lines that an earlier run has appended to; a last line that a kill has torn is dropped. A line that
 * `read` cannot take costs that line, and a file without any that it can take is set aside; `notice` says so. Gives
 * whether the file is there and all of it was read.
 */
export function readLines(
  file: string,
  read: (line: string) => void,
  notice: (message: string) => void,
): 'whole' | 'torn' | 'none' {
  if (!existsSync(file)) return 'none';
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').filter((line) => line !== '');
  const flaws = lines.map((line) => flawOf(line, read)).filter((flaw) => flaw !== undefined);
  if (flaws.length === lines.length && text !== '') {
    const flaw = flaws[0] ?? 'it has no whole line';
    notice(`${file} is not readable (${flaw}); it is kept as ${setAside(file)}.`);
    return 'none';
  }
  if (flaws.length > 0) {
    notice(`${file}: lines that are not readable are lost: ${flaws.length} (${flaws[0]}).`);
  }
  return flaws.length === 0 && whole.length === text.length ? 'whole' : 'torn';
}

function flawOf(line: string, read: (line: string) => void): string | undefined {
  try {
    read(line);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

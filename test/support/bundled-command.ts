import * as path from 'node:path';

/** Tells the tests where `bundle-command` has put the command. */
export const COMMAND_VARIABLE = 'AFTERPROD_TEST_COMMAND';

/** The script to run as `afterprod`: bundled where this run has done so, which starts in a quarter of the time. */
export function commandScript(): string {
  return process.env[COMMAND_VARIABLE] ?? path.join(__dirname, '../../bin/afterprod.js');
}

import { gzipSync } from 'node:zlib';
import { bundleWebFiles } from '../lib/web-files.ts';
import type { Figure } from './report.ts';

/** What every page pays for, whether feedback is given or not. */
const FIRST_LOAD_KB = 5;

/** Loaded when the page is idle: a third of it is what it says, in two languages. */
const DIALOG_KB = 6.5;

/** Loaded when the API asks for it. */
const PROVER_KB = 1;

/** Loaded when a visitor wants to send a picture along. */
const SCREENSHOT_KB = 3;

/** What the widget costs a page: with its first load, and once the page is idle. */
export function widgetFiles(): readonly Figure[] {
  const files = bundleWebFiles();
  return [
    figureOf('widget, first load, gzipped', files['afterprod-feedback.js'], FIRST_LOAD_KB),
    figureOf(
      'widget, its dialog when the page is idle, gzipped',
      files['afterprod-feedback-dialog.js'],
      DIALOG_KB,
    ),
    figureOf(
      'widget, what works for a post in a flood, gzipped',
      files['afterprod-feedback-prover.js'],
      PROVER_KB,
    ),
    figureOf(
      'widget, its screenshots on demand, gzipped',
      files['afterprod-feedback-screenshot.js'],
      SCREENSHOT_KB,
    ),
  ];
}

function figureOf(name: string, text = '', atMost: number): Figure {
  if (text === '') throw new Error(`${name}: there is no such file`);
  const value = gzipSync(text, { level: 9 }).length / 1000;
  return { name, value, unit: 'kB', budget: { atMost } };
}

import { gzipSync } from 'node:zlib';
import { bundleWebFiles } from '../lib/web-files.ts';
import type { Figure } from './report.ts';

/** What the widget costs a page: with its first load, and once the page is idle. */
export function widgetFiles(): readonly Figure[] {
  const files = bundleWebFiles();
  return [
    figureOf('widget, first load, gzipped', files['afterprod-feedback.js']),
    figureOf(
      'widget, its dialog when the page is idle, gzipped',
      files['afterprod-feedback-dialog.js'],
    ),
  ];
}

function figureOf(name: string, text = ''): Figure {
  if (text === '') throw new Error(`${name}: there is no such file`);
  const value = gzipSync(text, { level: 9 }).length / 1000;
  return { name, value, unit: 'kB', budget: { atMost: 5 } };
}

import * as path from 'node:path';
import { loadEsbuild } from './load-esbuild.ts';

const SOURCES = path.join(__dirname, '../web');

/** What a browser loads, as it is served: file name -> where it starts, and the form that its loader expects. */
const ENTRIES = {
  'afterprod-feedback.js': { source: 'widget/script-tag.ts', format: 'iife' },
  'afterprod-feedback-dialog.js': { source: 'widget/dialog.ts', format: 'esm' },
  'afterprod-feedback-prover.js': { source: 'widget/prove.ts', format: 'esm' },
  'afterprod-feedback-screenshot.js': {
    source: 'widget/screenshot/screenshot-panel.ts',
    format: 'esm',
  },
  'feedback-status.js': { source: 'feedback-status/status-page.ts', format: 'iife' },
} as const;

const FOR_BROWSERS = {
  bundle: true,
  minify: true,
  target: 'es2022', // private members keep short names: 200 bytes less than es2020
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
} as const;

/** Name of a file of `web/` -> its text: bundled, minified. */
export type WebFiles = Readonly<Record<string, string>>;

/** Bundles what browsers load. esbuild, not Vite: there is no framework, no page and no style sheet to build. */
export function bundleWebFiles(sources = SOURCES): WebFiles {
  const { buildSync } = loadEsbuild();
  const files = Object.entries(ENTRIES).map(([name, { source, format }]) => {
    const entryPoints = [path.join(sources, source)];
    const { outputFiles } = buildSync({ ...FOR_BROWSERS, entryPoints, format, write: false });
    return [name, outputFiles.map(({ text }) => text).join('')];
  });
  return Object.fromEntries(files);
}

/**
 * Writes the ES module that pages with a bundler import; their bundler splits off the dialog, as we do.
 *
 * @public scripts/build.js calls it
 */
export function bundleWidgetModule(sources: string, outdir: string): void {
  const entryPoints = [path.join(sources, 'widget/index.ts')];
  const { buildSync } = loadEsbuild();
  buildSync({ ...FOR_BROWSERS, entryPoints, format: 'esm', splitting: true, outdir });
}

/** A module that exports each file's text under its name, `afterprod-feedback.js` as `AFTERPROD_FEEDBACK_JS`. */
export function webFilesModule(files: WebFiles): string {
  const exports = Object.entries(files).map(([name, text]) => {
    const constant = name.toUpperCase().replaceAll(/[^A-Z]/g, '_');
    return `export const ${constant} = ${JSON.stringify(text)};\n`;
  });
  return exports.join('');
}

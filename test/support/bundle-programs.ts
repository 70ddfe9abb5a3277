import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { PROGRAMS_VARIABLE } from './bundled-programs.ts';

const ROOT = path.join(__dirname, '../..');
/** Below `node_modules`, so that packages are found. */
const CACHE_FOLDER = path.join(ROOT, 'node_modules/.cache/afterprod');

/** What tests start as processes of their own. */
const PROGRAMS = [
  'bin/local.ts',
  'test/support/killable-cloud.ts',
  'test/support/run-local-cloud.ts',
  'test/support/transfers.ts',
];

/** Sources read files beside them. */
const PLACES: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(bin|local)\/.*\.ts$/ }, ({ path: file }) => {
      const folder = JSON.stringify(path.dirname(file));
      return { loader: 'ts', contents: readFileSync(file, 'utf8').replaceAll('__dirname', folder) };
    });
  },
};

const BUNDLE = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  conditions: ['source'],
} satisfies BuildOptions;

/** The programs that tests start, each in one file. */
export async function bundlePrograms(): Promise<void> {
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE_FOLDER, 'programs-'));
  process.env[PROGRAMS_VARIABLE] = folder; // the workers inherit it
  await Promise.all([bundleCommand(path.join(folder, 'afterprod.js')), bundleRest(folder)]);
}

/** With all its packages. */
async function bundleCommand(outfile: string): Promise<void> {
  await build({
    ...BUNDLE,
    entryPoints: [path.join(ROOT, 'cli/main.ts')],
    outfile,
    banner: { js: "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';" },
    // What bin/afterprod.js does.
    footer: {
      js: `module.exports.main(process.argv, ${JSON.stringify(ROOT)}).then((code) => { process.exitCode = code; });`,
    },
  });
}

async function bundleRest(outdir: string): Promise<void> {
  const entries = PROGRAMS.map((file) => [path.basename(file, '.ts'), path.join(ROOT, file)]);
  await build({
    ...BUNDLE,
    entryPoints: Object.fromEntries(entries),
    outdir,
    packages: 'external',
    plugins: [PLACES],
  });
}

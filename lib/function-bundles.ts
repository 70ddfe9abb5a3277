import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { loadEsbuild } from './load-esbuild.ts';
import { bundleWebFiles, webFilesModule } from './web-files.ts';
import { writeWhole } from './write-whole.ts';

const ROOT = path.join(__dirname, '..');

/** Below `node_modules`, where no watcher looks. */
const CACHE_FOLDER = path.join(ROOT, 'node_modules/.cache/afterprod');

/** Afterprod's own functions: beside `lib/` in the sources and in `dist/`. */
const FUNCTIONS_FOLDER = path.join(__dirname, '../functions');

/** In the published package the functions are bundled already, and esbuild is not installed. */
const PREBUILT_FOLDER = path.join(__dirname, '../bundles');
const PREBUILT_WEB_FILES = path.join(__dirname, '../web/widget/files.js');
const IS_PUBLISHED = path.extname(__filename) === '.js';

/** Where a function has its keys from: not from the many places in which the SDK looks for a developer's. */
const LAMBDA_CREDENTIALS = path.join(
  FUNCTIONS_FOLDER,
  `shared/lambda-credentials${path.extname(__filename)}`,
);

const HANDLER_FILE = /(^|[/-])handler\.ts$/;

/** The code of functions in a synthesis that deploys nothing (unit tests, `cdk list`). */
const PLACEHOLDER = "exports.handler = () => { throw new Error('bundling was off at synth'); };";

/** Folder of functions -> folder of their bundles; the sources do not change during one synthesis. */
const builtFolders = new Map<string, string>();

/** Folder of functions -> its handlers: each function of each stage asks for them. */
const listedFolders = new Map<string, readonly string[]>();

/**
 * The code of one function, named by its file without extension, e.g. `feedback/post-handler`.
 * The first call bundles every handler of the folder in one esbuild pass; a pass for each function would
 * cost 0.7 s of CPU each.
 *
 * @param folder - holds `<noun>/handler.ts` or `<noun>/<verb>-handler.ts`
 * @param files - texts that stand beside it, by name
 */
export function bundledCode(
  scope: Construct,
  bundle: string,
  folder = FUNCTIONS_FOLDER,
  files: Readonly<Record<string, string>> = {},
): Code {
  if (IS_PUBLISHED && folder === FUNCTIONS_FOLDER) {
    return Code.fromAsset(besideFiles(path.join(PREBUILT_FOLDER, bundle), files));
  }
  const handlers = handlersIn(folder);
  if (!handlers.includes(bundle)) {
    const known = handlers.join(', ') || 'none';
    throw new Error(`${folder} has no handler '${bundle}'; it has: ${known}`);
  }
  if (isBundlingOff(scope)) return Code.fromInline(PLACEHOLDER);
  return Code.fromAsset(besideFiles(path.join(bundleOnce(folder), bundle), files));
}

/** A folder of its own for each content: another synthesis may be reading one of the same function. */
function besideFiles(built: string, files: Readonly<Record<string, string>>): string {
  if (Object.keys(files).length === 0) return built;
  const all = { 'index.js': readFileSync(path.join(built, 'index.js'), 'utf8'), ...files };
  const hash = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
  const folder = path.join(CACHE_FOLDER, 'beside-files', hash);
  for (const [name, text] of Object.entries(all)) writeWhole(path.join(folder, name), text);
  return folder;
}

/**
 * Only where no stack at all is bundled. `Stack.bundlingRequired` would leave out the stacks that are not selected
 * (`cdk diff --exclusively pipeline`), and with them the assets that the pipeline's template names.
 */
function isBundlingOff(scope: Construct): boolean {
  const stacks: unknown = scope.node.tryGetContext(BUNDLING_STACKS);
  return Array.isArray(stacks) && stacks.length === 0;
}

function bundleOnce(folder: string): string {
  const built = builtFolders.get(folder);
  if (built !== undefined) return built;
  const outputFolder = cacheFolder(folder);
  bundleFunctions(folder, outputFolder);
  builtFolders.set(folder, outputFolder);
  return outputFolder;
}

/**
 * Bundles every handler of a folder to `<outputFolder>/<noun>/<file>/index.js`.
 *
 * @public scripts/build.js calls it
 */
export function bundleFunctions(folder: string, outputFolder: string): void {
  const { buildSync } = loadEsbuild();
  const entries = handlersIn(folder).map((name) => [
    `${name}/index`,
    path.join(folder, `${name}.ts`),
  ]);
  const { outputFiles } = buildSync({
    entryPoints: Object.fromEntries(entries),
    outdir: outputFolder,
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs', // ESM costs 45 ms more at a cold start
    mainFields: ['module', 'main'],
    conditions: IS_PUBLISHED ? ['module'] : ['source', 'module'],
    alias: {
      'afterprod/widget/files': webFiles(),
      '@aws-sdk/credential-provider-node': LAMBDA_CREDENTIALS,
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const file of outputFiles) writeWhole(file.path, file.text);
}

/** Functions that serve pages may import what browsers load. */
function webFiles(): string {
  if (IS_PUBLISHED) return PREBUILT_WEB_FILES;
  const file = path.join(CACHE_FOLDER, 'web-files.mjs');
  writeWhole(file, webFilesModule(bundleWebFiles()));
  return file;
}

function handlersIn(folder: string): readonly string[] {
  const listed = listedFolders.get(folder);
  if (listed) return listed;
  const handlers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => HANDLER_FILE.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  listedFolders.set(folder, handlers);
  return handlers;
}

/** One for each folder of functions. */
function cacheFolder(folder: string): string {
  const name = path.relative(ROOT, folder).replaceAll(/[^a-z0-9]+/gi, '-');
  return path.join(CACHE_FOLDER, name);
}

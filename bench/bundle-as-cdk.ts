import { buildSync } from 'esbuild';

/**
 * Bundles with the esbuild options that aws-cdk-lib's NodejsFunction passes when nothing is set.
 *
 * @param webFiles - the module of what browsers load, for functions that serve pages
 */
export function bundleAsCdk(entry: string, outfile: string, webFiles: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    alias: { 'afterprod/widget/files': webFiles },
    logLevel: 'warning',
  });
}

/** Not an import: who uses the published constructs alone needs no esbuild. */
export function loadEsbuild(): typeof import('esbuild') {
  try {
    return require('esbuild');
  } catch (cause) {
    const fix = "run 'npm install --save-dev esbuild'";
    throw new Error(`Functions of your own are bundled by esbuild, which is not there: ${fix}`, {
      cause,
    });
  }
}

import type * as vm from 'node:vm';

/** What `compileFunction` leaves on a function beside what its types tell. */
interface Compiled {
  readonly cachedData?: Buffer;
}

interface Known {
  readonly source: string;
  readonly data: Buffer;
}

/**
 * Jest gives each test file modules of its own, and has V8 compile them anew for it, its own included. From here on a
 * worker keeps what V8 made of a file: a twentieth of a second of CPU less a test file.
 */
export function compileOnce(): void {
  const nodeVm: { compileFunction: typeof vm.compileFunction } = require('node:vm');
  const { compileFunction } = nodeVm;
  const known = new Map<string, Known>();
  nodeVm.compileFunction = (source, parameters, options = {}) => {
    const { filename = '' } = options;
    const before = known.get(filename);
    if (before?.source === source) {
      return compileFunction(source, parameters, { ...options, cachedData: before.data });
    }
    const compiled = compileFunction(source, parameters, { ...options, produceCachedData: true });
    const { cachedData } = compiled as Compiled;
    if (cachedData) known.set(filename, { source, data: cachedData });
    return compiled;
  };
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { RuntimeFault } from './runtime-error.ts';

export type FunctionHandler = (event: unknown, context: object) => unknown;

const CALLBACK_HANDLER_ARGUMENTS = 3;

/**
 * Loads what `_HANDLER` names, e.g. `index.handler`, with AWS's errors for what can be wrong.
 */
export function loadHandler(taskRoot: string, name: string): FunctionHandler {
  const [, file, exportPath] = /^(.*?[^/.]*)\.([^/]+)$/.exec(name) ?? [];
  if (file === undefined || exportPath === undefined || name.includes('..')) {
    throw new RuntimeFault('Runtime.MalformedHandlerName', `'${name}' is not a valid handler name`);
  }
  const module = loadModule(path.resolve(taskRoot, file), file);
  const handler = exportPath.split('.').reduce(member, module);
  if (typeof handler !== 'function') {
    throw new RuntimeFault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  refuseCallback(handler as FunctionHandler);
  return handler as FunctionHandler;
}

/** AWS's runtimes for Node.js 24 and later have no handlers that answer by callback; here none has. */
function refuseCallback(handler: FunctionHandler): void {
  const isAsync = handler.constructor.name === 'AsyncFunction';
  if (handler.length < CALLBACK_HANDLER_ARGUMENTS || isAsync) return;
  throw new RuntimeFault(
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
      'You need to modify this function to use a supported handler signature to use Node.js 24 or later.',
  );
}

function member(object: unknown, key: string): unknown {
  const hasMembers = typeof object === 'object' || typeof object === 'function';
  return hasMembers && object !== null ? Reflect.get(object, key) : undefined;
}

function loadModule(base: string, name: string): unknown {
  const file = ['', '.js', '.cjs'].map((suffix) => base + suffix).find(existsSync);
  if (file === undefined) {
    throw new RuntimeFault('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`);
  }
  try {
    return createRequire(file)(file);
  } catch (error) {
    throw asImportError(error);
  }
}

function asImportError(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    return new RuntimeFault('Runtime.UserCodeSyntaxError', String(error), { cause: error });
  }
  const code = codeOf(error);
  if (code === 'MODULE_NOT_FOUND') {
    return new RuntimeFault('Runtime.ImportModuleError', String(error), { cause: error });
  }
  return error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

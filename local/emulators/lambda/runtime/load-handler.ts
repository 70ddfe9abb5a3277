import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeFault } from './runtime-error.ts';

export type FunctionHandler = (event: unknown, context: object) => unknown;

type Callback = (error: unknown, result: unknown) => void;

type CallbackHandler = (event: unknown, context: object, callback: Callback) => unknown;

const CALLBACK_HANDLER_ARGUMENTS = 3;

/** Major version of Node.js with which AWS removed handlers that answer by callback. */
const FIRST_WITHOUT_CALLBACKS = 24;

/**
 * Loads what `_HANDLER` names, e.g. `index.handler`, with AWS's errors for what can be wrong.
 *
 * @param runtime - what AWS would run it on, e.g. `AWS_Lambda_nodejs24.x`
 */
export async function loadHandler(
  taskRoot: string,
  name: string,
  runtime: string,
): Promise<FunctionHandler> {
  const [, file, exportPath] = /^(.*?[^/.]*)\.([^/]+)$/.exec(name) ?? [];
  if (file === undefined || exportPath === undefined || name.includes('..')) {
    throw new RuntimeFault('Runtime.MalformedHandlerName', `'${name}' is not a valid handler name`);
  }
  const module = await loadModule(path.resolve(taskRoot, file), file);
  const handler = exportPath.split('.').reduce(member, module);
  if (typeof handler !== 'function') {
    throw new RuntimeFault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  const known = handler as FunctionHandler | CallbackHandler;
  return answersByCallback(known) ? asAsync(known, runtime) : known;
}

/** Handlers that answer by callback run up to the runtime for Node.js 22. */
function asAsync(handler: CallbackHandler, runtime: string): FunctionHandler {
  if (Number(/nodejs(\d+)/.exec(runtime)?.[1]) >= FIRST_WITHOUT_CALLBACKS) {
    throw new RuntimeFault(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
        'You need to modify this function to use a supported handler signature to use Node.js 24 or later.',
    );
  }
  return (event, context) =>
    new Promise((resolve, reject) => {
      handler(event, context, (error, result) => {
        if (error === null || error === undefined) resolve(result);
        else reject(error);
      });
    });
}

function answersByCallback(handler: FunctionHandler | CallbackHandler): handler is CallbackHandler {
  const isAsync = handler.constructor.name === 'AsyncFunction';
  return handler.length >= CALLBACK_HANDLER_ARGUMENTS && !isAsync;
}

function member(object: unknown, key: string): unknown {
  const hasMembers = typeof object === 'object' || typeof object === 'function';
  return hasMembers && object !== null ? Reflect.get(object, key) : undefined;
}

async function loadModule(base: string, name: string): Promise<unknown> {
  const file = ['', '.js', '.mjs', '.cjs'].map((suffix) => base + suffix).find(existsSync);
  if (file === undefined) {
    throw new RuntimeFault('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`);
  }
  try {
    return await load(file);
  } catch (error) {
    throw asImportError(error);
  }
}

async function load(file: string): Promise<unknown> {
  if (file.endsWith('.mjs')) return import(pathToFileURL(file).href);
  try {
    return createRequire(file)(file);
  } catch (error) {
    if (codeOf(error) !== 'ERR_REQUIRE_ESM') throw error;
    return import(pathToFileURL(file).href);
  }
}

function asImportError(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    return new RuntimeFault('Runtime.UserCodeSyntaxError', String(error), { cause: error });
  }
  const code = codeOf(error);
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeFault('Runtime.ImportModuleError', String(error), { cause: error });
  }
  return error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

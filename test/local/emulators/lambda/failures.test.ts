import { lambda } from '../../../../local/emulators/lambda.ts';
import { type Invoked, type LambdaCloud, startLambdaCloud } from '../../../support/lambda-cloud.ts';
import { isAlive, until } from '../../../support/processes.ts';

/** Each function fails by its event's `how`, and tells its process id otherwise. */
const failing = (how: string, properties = {}) => ({
  properties: { Timeout: 1, ...properties },
  source: `exports.handler = async (event) => { if (event.well) return process.pid; ${how} }`,
});

const FUNCTIONS = {
  throws: failing('throw new TypeError("no good")'),
  throwsText: failing('throw "just text"'),
  circular: failing('const a = {}; a.a = a; return a'),
  exits: failing('process.exit(3)'),
  exitsWell: failing('process.exit(0)'),
  loops: failing('for (;;);'),
  waits: failing('await new Promise((r) => setTimeout(r, 60000))'),
  neverSettles: failing('await new Promise(() => {})'),
  rejectsAside: failing(
    'Promise.reject(new Error("aside")); await new Promise((r) => setTimeout(r, 500))',
  ),
  throwsAside: failing(
    'setImmediate(() => { throw new Error("aside") }); await new Promise((r) => setTimeout(r, 500))',
  ),
  throwsLate: failing('setTimeout(() => { throw new Error("late") }, 30); return "fine"'),
  kills: failing(
    'process.kill(process.pid, "SIGKILL"); await new Promise((r) => setTimeout(r, 500))',
  ),
  fillsHeap: failing('const all = []; for (;;) all.push(new Array(1e5).fill({}))', { Timeout: 20 }),
  fillsBuffers: failing(
    'const all = []; for (;;) { all.push(Buffer.alloc(5e6, 1)); await new Promise((r) => setTimeout(r, 10)) }',
    { Timeout: 20 },
  ),
  answersTooMuch: failing('return "x".repeat(6300000)'),
  badImport: { source: 'require("./missing"); exports.handler = async () => 1' },
  badSyntax: { source: 'exports.handler = async () => {' },
  throwsAtStart: { source: 'throw new RangeError("at start")' },
  exitsAtStart: { source: 'process.exit(4)' },
  noHandler: { source: 'exports.other = 1' },
  noModule: { source: '', files: { 'else.js': '' }, properties: { Handler: 'lost.handler' } },
  badName: { source: 'exports.handler = 1', properties: { Handler: 'index' } },
  callback: { source: 'exports.handler = (event, context, callback) => callback(null, 1)' },
};

let cloud: LambdaCloud;
beforeAll(async () => {
  cloud = await startLambdaCloud({ emulators: [lambda], functions: FUNCTIONS });
});
afterAll(() => cloud.stop());

const ID = '[0-9a-f-]{36}';
const exited = (how: string) => new RegExp(`^RequestId: ${ID} Error: Runtime exited ${how}$`);

test.each([
  ['throws', 'TypeError', /^no good$/],
  ['throwsText', 'string', /^just text$/],
  ['circular', 'Error', /^Unable to stringify response body$/],
  ['exits', 'Runtime.ExitError', exited('with error: exit status 3')],
  ['exitsWell', 'Runtime.ExitError', exited('without providing a reason')],
  [
    'loops',
    'Sandbox.Timedout',
    new RegExp(`^RequestId: ${ID} Error: Task timed out after 1.00 seconds$`),
  ],
  ['waits', 'Sandbox.Timedout', /Task timed out after 1.00 seconds$/],
  ['neverSettles', 'Runtime.NodeJsExit', /Promise that was never settled/],
  ['rejectsAside', 'Runtime.UnhandledPromiseRejection', /^Error: aside$/],
  ['throwsAside', 'Error', /^aside$/],
  ['kills', 'Runtime.ExitError', exited('with error: signal: killed')],
  [
    'fillsHeap',
    'Runtime.OutOfMemory',
    exited('with error: signal: (aborted \\(core dumped\\)|killed)'),
  ],
  ['fillsBuffers', 'Runtime.OutOfMemory', exited('with error: signal: killed')],
  ['answersTooMuch', 'Function.ResponseSizeTooLarge', /6291556 bytes/],
  ['badImport', 'Runtime.ImportModuleError', /^Error: Cannot find module '.\/missing'/],
  ['badSyntax', 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
  ['throwsAtStart', 'RangeError', /^at start$/],
  ['exitsAtStart', 'Runtime.ExitError', exited('with error: exit status 4')],
  ['noHandler', 'Runtime.HandlerNotFound', /^index.handler is undefined or not exported$/],
  ['noModule', 'Runtime.ImportModuleError', /^Error: Cannot find module 'lost'$/],
  ['badName', 'Runtime.MalformedHandlerName', /'index' is not a valid handler name/],
  ['callback', 'Runtime.CallbackHandlerDeprecated', /removed support for callback-based/],
])('%s fails as %s, and the next invocation is well', async (name, errorType, message) => {
  expectFailure(await cloud.invoke(name), errorType, message);
  expect(cloud.invocationsOf(name).at(-1)?.error).toContain(errorType);
  if (!FUNCTIONS[name as keyof typeof FUNCTIONS].source.includes('well')) return;
  expect(await cloud.invoke(name, { well: true })).toMatchObject({ functionError: undefined });
});

test('a throw after the answer does not touch the answer, and ends the environment', async () => {
  const first = await cloud.invoke('throwsLate', { well: true });
  expect((await cloud.invoke('throwsLate')).payload).toBe('fine');
  await until(() => cloud.logOf('throwsLate').some((line) => line.includes('Uncaught Exception')));
  await until(() => !isAlive(first.payload));
  const next = await cloud.invoke('throwsLate', { well: true });
  expect(next.functionError).toBeUndefined();
  expect(next.payload).not.toBe(first.payload);
});

test('an idle process that is killed is replaced', async () => {
  const { payload: pid } = await cloud.invoke('throws', { well: true });
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));
  const next = await cloud.invoke('throws', { well: true });
  expect(next.functionError).toBeUndefined();
  expect(next.payload).not.toBe(pid);
});

test('the log tells a timeout and a crash as AWS does', async () => {
  for (const name of ['waits', 'exits', 'throws']) await cloud.invoke(name);
  expect(cloud.logOf('waits').join('\n')).toMatch(
    new RegExp(`T\\S+Z ${ID} Task timed out after 1.00 seconds\n`),
  );
  expect(cloud.logOf('waits').join('\n')).toContain('\tStatus: timeout\t');
  expect(cloud.logOf('exits').join('\n')).toContain('exit status 3\nRuntime.ExitError');
  expect(cloud.logOf('throws').join('\n')).toContain('Invoke Error \t{"errorType":"TypeError"');
});

function expectFailure(answer: Invoked, errorType: string, message: RegExp): void {
  expect(answer.functionError).toBe('Unhandled');
  expect(answer.payload).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
}

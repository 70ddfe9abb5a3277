import { afterprod } from '../../support/afterprod.ts';
import { closeTargets, startRawTarget, startTarget } from '../../support/target.ts';

const HERE = ['--allow-private', '127.0.0.0/8'];

const testOf = (url: string, ...options: readonly string[]) =>
  afterprod(['probes', 'test', url, ...options]);

/** Answers with what it was asked. */
const startEcho = () =>
  startTarget((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('content-type', 'application/json');
      response.statusCode = url === '/down' ? 503 : 200;
      response.end(JSON.stringify({ method, headers, body: Buffer.concat(chunks).toString() }));
    });
  });

afterEach(closeTargets);

test('shows the verdict, and below it how long each part took', async () => {
  const { url } = await startEcho();
  const { code, stdout, stderr } = await testOf(url, ...HERE);
  expect([code, stderr]).toEqual([0, '']);
  const [verdict, connect, firstByte, transfer] = stdout.split('\n');
  expect(verdict).toMatch(new RegExp(`^${url} {2}up: status was 200 after \\d+ ms$`));
  expect(connect).toMatch(/^ {2}connect {4} *█+ +\d+\.\d ms$/);
  expect(firstByte).toMatch(/^ {2}first byte *█+ +\d+\.\d ms$/);
  expect(transfer).toMatch(/^ {2}transfer *█+ +\d+\.\d ms$/);
});

test('what is down fails the command, in its sentence', async () => {
  const { url } = await startEcho();
  expect(await testOf(`${url}down`, ...HERE)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('down: status was 503, expected 200–299\n'),
    stderr: 'error: It is down.\n',
  });
});

test('an expectation is tried before it is written into the settings', async () => {
  const { url } = await startEcho();
  const told = async (...expectations: readonly string[]) => {
    const options = expectations.flatMap((text) => ['--expect', text]);
    const { stdout } = await testOf(url, ...HERE, ...options, '--json');
    const { outcome, sentence } = JSON.parse(stdout);
    return `${outcome}: ${sentence}`;
  };
  expect(await told('json $.method = "GET"', 'header content-type contains json')).toMatch(/^up: /);
  expect(await told('json $.method = "PUT"')).toBe('down: $.method was "GET", expected "PUT"');
  expect(await told('status 500-599')).toBe('down: status was 200, expected 500–599');
});

test('sends what it is told to send', async () => {
  const { url } = await startEcho();
  const asked = async (...options: readonly string[]) => {
    const { code, stderr } = await testOf(url, ...HERE, ...options);
    expect([code, stderr]).toEqual([0, '']);
  };
  const isJson = ['--expect', 'json $.headers["content-type"] = "application/json"'];
  await asked('--data', '{"a":1}', ...isJson, '--expect', 'json $.method = "POST"');
  await asked('--data', '{"a":1}', '--expect', 'json $.body = "{\\"a\\":1}"');
  const isForm = [
    '--expect',
    'json $.headers["content-type"] = "application/x-www-form-urlencoded"',
  ];
  const form = ['--header', 'Content-Type: application/x-www-form-urlencoded'];
  await asked('--method', 'PUT', '--data', 'a=1', ...form, ...isForm);
  await asked('--data', 'a', '--expect', 'json $.headers["content-type"] contains "text/plain"');
  const two = ['--header', 'x-one: 1', '--header', 'x-two:2'];
  await asked(
    ...two,
    '--expect',
    'json $.headers["x-one"] = "1"',
    '--expect',
    'json $.headers["x-two"] = "2"',
  );
});

test('an address of our own network is refused, with the way to allow it; its port needs no leave', async () => {
  const { url, connections } = await startEcho();
  expect(await testOf(url)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('127.0.0.1 is loopback, not public'),
    stderr:
      'error: It is down. Where you mean that address, allow its range: --allow-private <cidr>.\n',
  });
  expect(connections()).toBe(0);
});

test('connections are tried, too', async () => {
  const { port } = await startRawTarget(() => undefined);
  expect(await testOf(`tcp://127.0.0.1:${port}`, ...HERE)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/ up: connected after \d+ ms\n {2}connect /),
  });
});

test('waits as long as it is told to', async () => {
  const { port } = await startRawTarget(() => undefined);
  const { code, stdout } = await testOf(`http://127.0.0.1:${port}/`, ...HERE, '--timeout', '0.1s');
  expect(stdout).toContain('down: connected, but no answer within 100 ms');
  expect(code).toBe(1);
});

test.each([
  [['nowhere'], "'nowhere' is no address to probe"],
  [['ftp://example.com'], 'is no address to probe'],
  [['tcp://example.com'], 'names no port'],
  [['dns://example.com/PTR'], "'PTR' is no record to ask for. Give one of A, AAAA, "],
  [['tls://example.com', '--data', 'x'], 'are for http and https, not for tls://'],
  [['http://example.com', '--header', 'no header'], "'no header' is no header"],
  [['http://example.com', '--header', 'a: b\nc: d'], 'is no header'],
  [['http://example.com', '--expect', 'joy'], "'joy' is no expectation"],
  [['http://example.com', '--allow-private', '10.0.0.1'], 'no range of addresses'],
  [['http://example.com', '--redirects', '11'], 'Give 0 to 10'],
  [['http://example.com', '--timeout', '61s'], 'Give 500ms, 10s or the like: at most 1m'],
  [['http://example.com', '--timeout', '60001ms'], 'at most 1m'],
  [['http://example.com', '--timeout', '1h'], 'at most 1m'],
  [['http://', '--timeout', '500ms'], "'http://' is no address to probe"],
  [['http://example.com', '--method', 'TRACE'], 'Allowed choices are GET, HEAD'],
])('%j is wrong use, and nothing is sent', async (args, reason) => {
  const { code, stdout, stderr } = await afterprod(['probes', 'test', ...args]);
  expect(stderr).toContain(reason);
  expect([code, stdout]).toEqual([2, '']);
});

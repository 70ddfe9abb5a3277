import type { Expectation } from '../../../../functions/probes/targets/expectation.ts';
import type { RecordType } from '../../../../functions/probes/targets/target.ts';
import { attemptUnderTest } from '../../../support/attempt-at.ts';
import { closeNameServers, nameBytes, startNameServer } from '../../../support/dns-server.ts';
import { expiringTimers } from '../../../support/expiring-timers.ts';
import { dnsTarget } from '../../../support/probe-targets.ts';

afterEach(closeNameServers);

const numbers = (...values: number[]) =>
  Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])));
const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
const equals = (value: string): Expectation => ({ on: 'record', is: { equals: value } });

test.each<[RecordType, number, Buffer, string]>([
  ['A', 1, Buffer.from([192, 88, 0, 1]), '192.88.0.1'],
  ['AAAA', 28, Buffer.from('20014860486000000000000000008888', 'hex'), '2001:4860:4860::8888'],
  [
    'CAA',
    257,
    Buffer.concat([Buffer.from([0]), text('issue'), Buffer.from('ca.example')]),
    '0 issue "ca.example"',
  ],
  ['CNAME', 5, nameBytes('www.example'), 'www.example'],
  ['MX', 15, Buffer.concat([numbers(10), nameBytes('mail.example')]), '10 mail.example'],
  ['NS', 2, nameBytes('ns.example'), 'ns.example'],
  [
    'SRV',
    33,
    Buffer.concat([numbers(1, 2, 389), nameBytes('ldap.example')]),
    '1 2 389 ldap.example',
  ],
  ['TXT', 16, Buffer.concat([text('v=spf1 '), text('-all')]), 'v=spf1 -all'],
])('a record of type %s', async (record, type, content, written) => {
  const nameServer = await startNameServer({ type, records: [content] });
  const attempt = attemptUnderTest({ nameServers: [nameServer] });
  const result = await attempt(dnsTarget({ record, expect: [equals(written)] }));
  expect(result).toMatchObject({ outcome: 'up', phases: { dnsMs: expect.any(Number) } });
  expect(result.latencyMs).toBe(result.phases.dnsMs);
});

test.each([
  [{ error: 'NXDOMAIN' }, 'no answer: its name does not resolve (ENOTFOUND)'],
  [{ error: 'SERVFAIL' }, 'no answer: its name server failed (ESERVFAIL)'],
  [{ error: 'REFUSED' }, 'no answer: its name server refused to answer (EREFUSED)'],
  [{ type: 15, records: [] }, 'no answer: its name has no such record (ENODATA)'],
  [
    { type: 15, records: [Buffer.from([1])] },
    'no answer: its name server answered with something else (EBADRESP)',
  ],
] as const)('%j is down', async (answer, sentence) => {
  const nameServer = await startNameServer(answer);
  const attempt = attemptUnderTest({ nameServers: [nameServer] });
  expect(await attempt(dnsTarget())).toMatchObject({ outcome: 'down', sentence });
});

test('a name server that says nothing is given up on', async () => {
  const { startTimer, expire } = expiringTimers();
  const nameServer = await startNameServer('silence', () => void expire());
  const attempt = attemptUnderTest({ nameServers: [nameServer], startTimer });
  expect(await attempt(dnsTarget())).toMatchObject({
    outcome: 'down',
    sentence: 'its name was not resolved within 5000 ms',
  });
});

test('a name that leads into a private network is refused', async () => {
  const records = [Buffer.from([93, 184, 216, 34]), Buffer.from([10, 0, 0, 1])];
  const nameServer = await startNameServer({ type: 1, records });
  const attempt = attemptUnderTest({ nameServers: [nameServer] });
  expect(await attempt(dnsTarget({ record: 'A' }))).toMatchObject({
    outcome: 'down',
    sentence: 'no answer: 10.0.0.1 is private, not public',
  });
});

test('without a name server nothing is known', async () => {
  const nameServer = await startNameServer('silence');
  closeNameServers();
  const attempt = attemptUnderTest({ nameServers: [nameServer] });
  expect(await attempt(dnsTarget())).toMatchObject({
    outcome: 'unknown',
    sentence: 'the prober failed: no name server could be reached',
  });
});

import { createNameResolver } from '../../../../functions/probes/exchange/name-resolver.ts';
import type { Resolve } from '../../../../functions/shared/address-guard.ts';
import { closeNameServers, type DnsAnswer, startNameServer } from '../../../support/dns-server.ts';

const WELL: DnsAnswer = { type: 1, records: [Buffer.from([192, 88, 0, 1])] };
const ADDRESS = { address: '192.88.0.1', family: 4 };
const OWN = { address: '192.88.0.99', family: 4 };

let askedSystem: string[];
beforeEach(() => {
  askedSystem = [];
});
afterEach(closeNameServers);

const askSystem: Resolve = (hostname, _options, callback) => {
  askedSystem.push(hostname);
  callback(null, [OWN]);
};

function ask(resolve: Resolve, hostname: string, family?: 4 | 6): Promise<unknown> {
  return new Promise((done) => {
    resolve(hostname, { all: true, ...(family && { family }) }, (error, addresses) =>
      done(error ? error.code : addresses),
    );
  });
}

test('names whose servers say nothing keep no other name waiting', async () => {
  let answerAll: (answer: DnsAnswer) => void = () => undefined;
  const later = new Promise<DnsAnswer>((done) => {
    answerAll = done;
  });
  const server = await startNameServer((name) => (name === 'well.example' ? WELL : later));
  const resolve = createNameResolver({ nameServers: [server], askSystem });
  const ended: unknown[] = [];
  const hanging = Array.from({ length: 20 }, async (_, index) =>
    ended.push(await ask(resolve, `hangs-${index}.example`)),
  );
  expect(await ask(resolve, 'well.example')).toEqual([ADDRESS]);
  expect(ended).toEqual([]);
  answerAll(WELL);
  await Promise.all(hanging);
  expect(ended).toEqual(Array(20).fill([ADDRESS]));
  expect(askedSystem).toEqual([]);
});

test('tells the addresses of the family that is asked for', async () => {
  const bytes = Buffer.from('20014860486000000000000000008888', 'hex');
  const server = await startNameServer({ type: 28, records: [bytes] });
  const resolve = createNameResolver({ nameServers: [server], askSystem });
  const six = [{ address: '2001:4860:4860::8888', family: 6 }];
  expect(await ask(resolve, 'six.example')).toEqual(six); // that it has no other is no failure
  expect(await ask(resolve, 'six.example', 6)).toEqual(six);
  expect(await ask(resolve, 'six.example', 4)).toEqual([OWN]);
});

test.each<DnsAnswer>([{ error: 'NXDOMAIN' }, { type: 1, records: [] }])(
  'the system may know a name of which servers say %j',
  async (answer) => {
    const resolve = createNameResolver({ nameServers: [await startNameServer(answer)], askSystem });
    expect(await ask(resolve, 'of-my-hosts-file')).toEqual([OWN]);
    expect(askedSystem).toEqual(['of-my-hosts-file']);
  },
);

test('names of this machine are no name server’s business', async () => {
  const server = await startNameServer(() => {
    throw new Error('was asked');
  });
  const resolve = createNameResolver({ nameServers: [server], askSystem });
  for (const name of ['localhost', 'LOCALHOST.', 'shop.localhost'])
    expect(await ask(resolve, name)).toEqual([OWN]);
});

test('the system is not asked where name servers fail: it would wait for the same ones', async () => {
  const server = await startNameServer({ error: 'SERVFAIL' });
  const resolve = createNameResolver({ nameServers: [server], askSystem });
  expect(await ask(resolve, 'notlocalhost')).toBe('ESERVFAIL');
  expect(askedSystem).toEqual([]);
});

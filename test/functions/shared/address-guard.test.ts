import type { LookupAddress } from 'node:dns';
import { createServer, request } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import * as fc from 'fast-check';
import {
  type AddressGuardOptions,
  createAddressGuard,
} from '../../../functions/shared/address-guard.ts';
import { AddressRefused } from '../../../functions/shared/address-refused.ts';

function check(address: string, options: AddressGuardOptions = {}, ports: number[] = []): void {
  createAddressGuard(options).checkUrl(new URL(address), ports);
}

describe('literal addresses', () => {
  test.each([
    // the usual ones
    'http://127.0.0.1/',
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.170.2/v2/credentials',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    // other ways to write them
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7F.0.0.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://0/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http:127.0.0.1/',
    'http:\\\\127.0.0.1\\',
    // IPv6
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://[fec0::1]/',
    'http://[100::1]/',
    'http://[2001:db8::1]/',
    // IPv4 within IPv6
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
  ])('refuses %s', (address) => {
    expect(() => check(address)).toThrow(AddressRefused);
  });

  test.each([
    'http://93.184.215.14/',
    'https://93.184.215.14:443/',
    'http://172.32.0.1/',
    'http://172.15.255.255/',
    'http://100.128.0.1/',
    'http://126.255.255.255/',
    'http://192.167.255.255/',
    'http://223.255.255.255/',
    'http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
    'http://[::ffff:93.184.215.14]/',
    'http://[64:ff9b::5db8:d70e]/',
    'https://example.com/', // a name says nothing yet
  ])('lets %s pass', (address) => {
    expect(() => check(address)).not.toThrow();
  });

  test('says what is wrong in words', () => {
    expect(() => check('http://2852039166/')).toThrow('169.254.169.254 is link-local, not public');
  });

  test('refuses every address that starts with a private byte, however it is written', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const write = fc.constantFrom(
      (value: number) => String(value),
      (value: number) => `0x${value.toString(16)}`,
      (value: number) => `0${value.toString(8)}`,
    );
    const parts = fc.tuple(fc.constantFrom(0, 10, 127, 240), octet, octet, octet);
    fc.assert(
      fc.property(parts, fc.tuple(write, write, write, write), (bytes, writers) => {
        const host = bytes.map((byte, index) => writers[index]?.(byte)).join('.');
        expect(() => check(`http://${host}/`)).toThrow(AddressRefused);
        const mapped = Buffer.from(bytes)
          .toString('hex')
          .replace(/(.{4})/, '$1:');
        expect(() => check(`http://[::ffff:${mapped}]/`)).toThrow(AddressRefused);
      }),
    );
  });
});

describe('the rest of a URL', () => {
  test.each([
    ['file:///etc/passwd', 'only http and https'],
    ['ftp://example.com/', 'only http and https'],
    ['gopher://example.com/', 'only http and https'],
    ['https://user@example.com/', 'user name or password'],
    ['https://user:secret@example.com/', 'user name or password'],
    ['https://example.com:8443/', 'port 8443 is not allowed, only 80, 443'],
    ['http://example.com:6379/', 'port 6379 is not allowed'],
  ])('refuses %s', (address, message) => {
    expect(() => check(address)).toThrow(message);
  });

  test('never repeats a password', () => {
    expect(() => check('https://user:hunter2@example.com/')).not.toThrow(/hunter2/);
  });

  test('a port that its owner named is allowed', () => {
    expect(() => check('https://example.com:8443/', {}, [8443])).not.toThrow();
  });
});

describe('ranges that are allowed', () => {
  const allowPrivate = ['10.0.3.0/24', 'fd00::/8'];

  test.each(['http://10.0.3.7/', 'http://[::ffff:10.0.3.7]/', 'http://[fd12::1]/'])(
    'let %s pass',
    (address) => {
      expect(() => check(address, { allowPrivate })).not.toThrow();
    },
  );

  test.each([
    'http://10.0.4.7/',
    'http://[::ffff:10.0.4.7]/',
    'http://[::1]/',
    'http://127.0.0.1/',
  ])('do not let %s pass', (address) => {
    expect(() => check(address, { allowPrivate })).toThrow(AddressRefused);
  });

  test('are refused when they are misspelt', () => {
    expect(() => createAddressGuard({ allowPrivate: ['10.0.3.0'] })).toThrow('is no range');
  });
});

describe('names', () => {
  /** What a name resolves to at each look-up, the last answer repeated. */
  function resolvingTo(...answers: readonly (readonly string[])[]): LookupFunction {
    const left = [...answers];
    return createAddressGuard({
      resolve: (_, __, callback) => {
        const answer = (left.length > 1 ? left.shift() : left[0]) ?? [];
        callback(null, answer.map(addressOf));
      },
    }).lookup;
  }

  function addressOf(address: string): LookupAddress {
    return { address, family: address.includes(':') ? 6 : 4 };
  }

  function resolve(lookup: LookupFunction, all: boolean): Promise<string | LookupAddress[]> {
    return new Promise((settle, reject) => {
      lookup('example.com', { all }, (error, address) => (error ? reject(error) : settle(address)));
    });
  }

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['::ffff:10.0.0.1']],
    [['64:ff9b::a9fe:a9fe']],
    [['fe80::1%eth0']],
    [['93.184.215.14', '10.0.0.1']], // mixed: which one is taken is the system's choice
    [['10.0.0.1', '93.184.215.14']],
    [[]],
    [['nonsense']],
  ])('are refused when they resolve to %j', async (addresses) => {
    await expect(resolve(resolvingTo(addresses), false)).rejects.toThrow(AddressRefused);
    await expect(resolve(resolvingTo(addresses), true)).rejects.toThrow(AddressRefused);
  });

  test('resolve to the addresses that were judged', async () => {
    const addresses = ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'];
    expect(await resolve(resolvingTo(addresses), true)).toEqual(addresses.map(addressOf));
    expect(await resolve(resolvingTo(addresses), false)).toBe('93.184.215.14');
  });

  test('are judged again at each look-up, so that rebinding gains nothing', async () => {
    const lookup = resolvingTo(['93.184.215.14'], ['127.0.0.1']);
    expect(await resolve(lookup, false)).toBe('93.184.215.14');
    await expect(resolve(lookup, false)).rejects.toThrow('example.com is 127.0.0.1, loopback');
  });

  test('a failed resolution stays what it is', async () => {
    const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const { lookup } = createAddressGuard({ resolve: (_, __, callback) => callback(failure) });
    await expect(resolve(lookup, true)).rejects.toBe(failure);
    await expect(resolve(lookup, false)).rejects.toBe(failure);
  });

  test('a refused name is never connected to', async () => {
    let connections = 0;
    const server = createServer((_, answer) => answer.end('secret'));
    server.on('connection', () => connections++);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { lookup } = createAddressGuard();
    const attempt = new Promise((_, reject) => {
      request({ host: 'localhost', port, lookup, agent: false }).on('error', reject).end();
    });
    await expect(attempt).rejects.toThrow('not public');
    expect(connections).toBe(0);
    await new Promise((closed) => server.close(closed));
  });
});

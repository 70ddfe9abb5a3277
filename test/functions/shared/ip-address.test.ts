import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { contains, parseCidr } from '../../../functions/shared/cidr.ts';
import { parseIp } from '../../../functions/shared/ip-address.ts';

test.each([
  ['10.0.0.1', [10, 0, 0, 1]],
  ['::', Array(16).fill(0)],
  ['::1', [...Array(15).fill(0), 1]],
  ['fe80::1%eth0', [0xfe, 0x80, ...Array(13).fill(0), 1]],
  ['::ffff:10.0.0.1', [...Array(10).fill(0), 255, 255, 10, 0, 0, 1]],
  ['64:ff9b::a00:1', [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 1]],
  ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ['1:2:3:4:5:6:7::', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0]],
])('reads %s', (text, bytes) => {
  expect(parseIp(text)).toEqual({ bytes });
});

test.each([
  '',
  'localhost',
  '0x7f.1',
  '2130706433',
  '127.1',
  '010.0.0.1',
  '1.2.3.4.5',
  '::g',
  '[::1]',
])('knows no address in %j', (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test.each([
  '10.0.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0/8',
  '::/129',
  'a/8',
  '10.0.0.0/-1',
  '/8',
  'fe80::%eth0/64',
])('refuses the range %j', (text) => {
  expect(() => parseCidr(text)).toThrow("write it as '10.0.3.0/24'");
});

test('a range holds what Node holds it to hold', () => {
  const cases = fc.record({
    network: fc.ipV4(),
    bits: fc.integer({ min: 0, max: 32 }),
    // Near the network, or hardly any would lie in it.
    flip: fc.integer({ min: 0, max: 31 }),
  });
  fc.assert(
    fc.property(cases, ({ network, bits, flip }) => {
      const number = (text: string) => Buffer.from(text.split('.').map(Number)).readUInt32BE();
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE((number(network) ^ (1 << flip)) >>> 0);
      const list = new BlockList();
      list.addSubnet(network, bits);
      const range = parseCidr(`${network}/${bits}`);
      expect(contains(range, { bytes: [...bytes] })).toBe(list.check([...bytes].join('.')));
    }),
  );
});

test('an IPv6 range holds what Node holds it to hold', () => {
  fc.assert(
    fc.property(
      fc.ipV6(),
      fc.ipV6(),
      fc.integer({ min: 0, max: 128 }),
      (network, address, bits) => {
        const list = new BlockList();
        list.addSubnet(network, bits, 'ipv6');
        const ip = parseIp(address);
        const isMapped = ip?.bytes.slice(0, 10).every((byte) => byte === 0) ?? false;
        fc.pre(!isMapped); // Node checks these against its IPv4 rules
        expect(ip && contains(parseCidr(`${network}/${bits}`), ip)).toBe(
          list.check(address, 'ipv6'),
        );
      },
    ),
  );
});

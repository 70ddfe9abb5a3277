import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says: records as they stand in a packet, an error, or nothing at all. */
export type DnsAnswer =
  | { readonly type: number; readonly records: readonly Buffer[] }
  | { readonly error: 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED' }
  | 'silence';

const ERRORS = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
const HEADER_BYTES = 12;

const servers: Socket[] = [];

type Answering = (name: string) => DnsAnswer | Promise<DnsAnswer>;

/**
 * Starts a name server on 127.0.0.1 (RFC 1035, section 4); tells its address.
 *
 * @param answer - to every question, or by the name that it asks for
 */
export async function startNameServer(
  answer: DnsAnswer | Answering,
  onQuestion = () => {},
): Promise<string> {
  const server = createSocket('udp4', async (question, { port }) => {
    onQuestion();
    const said = typeof answer === 'function' ? await answer(nameIn(question)) : answer;
    if (said !== 'silence') server.send(packet(question, said), port, '127.0.0.1');
  });
  servers.push(server);
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${server.address().port}`;
}

/** For `afterEach`. */
export function closeNameServers(): void {
  for (const server of servers.splice(0)) server.close();
}

/** A name in labels, e.g. `mail.example`. */
export function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([...labels.flat(), Buffer.from([0])]);
}

function packet(question: Buffer, answer: Exclude<DnsAnswer, 'silence'>): Buffer {
  const records = 'records' in answer ? answer.records : [];
  const header = Buffer.from(question.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(0x8180 | ('error' in answer ? ERRORS[answer.error] : 0), 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt16BE(0, 10); // without the extension that the question came with
  const type = 'type' in answer ? answer.type : 0;
  return Buffer.concat([
    header,
    questionOf(question),
    ...records.map((record) => recordBytes(type, record)),
  ]);
}

function nameIn(packet: Buffer): string {
  const labels: string[] = [];
  for (let at = HEADER_BYTES; packet[at]; at += 1 + Number(packet[at]))
    labels.push(packet.toString('latin1', at + 1, at + 1 + Number(packet[at])));
  return labels.join('.');
}

function questionOf(packet: Buffer): Buffer {
  const end = packet.indexOf(0, HEADER_BYTES) + 5;
  return packet.subarray(HEADER_BYTES, end);
}

function recordBytes(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(0xc00c, 0); // the name of the question
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(content.length, 10);
  return Buffer.concat([head, content]);
}

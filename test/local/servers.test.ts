import { createServers, type Servers } from '../../local/servers.ts';

let servers: Servers;
beforeEach(() => {
  servers = createServers();
});
afterEach(() => servers.close());

const portOf = (origin: string) => Number(new URL(origin).port);

/** Below the ports that systems hand out by themselves, and another in each test process. */
const PORT = 20_000 + ((process.pid * 7) % 10_000);

test('further servers stand beside the first, so that addresses stay from start to start', async () => {
  await servers.listen(PORT, () => {});
  const others = [await servers.listenBeside(() => {}), await servers.listenBeside(() => {})];
  expect(others.map(portOf)).toEqual([PORT + 1, PORT + 2]);
});

test('a neighbour that is taken is passed over', async () => {
  const other = createServers();
  await other.listen(PORT + 1, () => {});
  await servers.listen(PORT, () => {});
  expect(portOf(await servers.listenBeside(() => {}))).not.toBe(PORT + 1);
  await other.close();
});

test('a taken port of its own is refused with what to do', async () => {
  const taken = portOf(await servers.listen(0, () => {}));
  await expect(servers.listen(taken, () => {})).rejects.toThrow(
    new RegExp(`Port ${taken} is taken .* --port`),
  );
});

import { createKnownValues } from '../../../../functions/probes/run/known-values.ts';

/** A parameter that can change, and be out of reach. */
function aParameter(text: string | undefined) {
  const world = { text, reads: 0, nowMs: 0, reported: [] as unknown[] };
  const known = createKnownValues(
    { parameter: '/shop/values' },
    {
      readParameter: async (name) => {
        world.reads++;
        if (world.text === 'DOWN') throw new Error(`${name} is out of reach`);
        return world.text;
      },
      nowMs: () => world.nowMs,
      report: (error) => world.reported.push(error),
    },
  );
  return { world, known };
}

const FIVE_MINUTES = 300_000;

test('a prober at home has its values, and asks nobody', async () => {
  const readParameter = async () => {
    throw new Error('nobody is to be asked');
  };
  const options = { readParameter, nowMs: () => 0, report: () => undefined };
  expect(await createKnownValues(['https://a/'], options)()).toEqual(['https://a/']);
});

test('one elsewhere reads them every five minutes; the same values are the same list', async () => {
  const { world, known } = aParameter('["https://a/"]');
  const first = await known();
  expect(first).toEqual(['https://a/']);
  world.nowMs = FIVE_MINUTES - 1;
  expect(await known()).toBe(first);
  expect(world.reads).toBe(1);
  world.nowMs = FIVE_MINUTES;
  expect(await known()).toBe(first);
  expect(world.reads).toBe(2);
  world.text = '["https://b/"]';
  world.nowMs = 2 * FIVE_MINUTES;
  expect(await known()).toEqual(['https://b/']);
});

test('while they cannot be read, those from before hold; without any there is no run', async () => {
  const { world, known } = aParameter('["https://a/"]');
  await known();
  world.text = 'DOWN';
  world.nowMs = FIVE_MINUTES;
  expect(await known()).toEqual(['https://a/']);
  expect(world.reported).toEqual([new Error('/shop/values is out of reach')]);
  await expect(aParameter('DOWN').known()).rejects.toThrow('out of reach');
  await expect(aParameter(undefined).known()).rejects.toThrow('/shop/values has no value');
});

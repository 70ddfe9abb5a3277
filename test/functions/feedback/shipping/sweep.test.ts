import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { shippingStage } from '../../../support/shipping-stage.ts';

const R1 = 'aaaaaaaaaaaa';
const FIX = 'f0f0f0f0f0f0';

let stage: ReturnType<typeof shippingStage>;

beforeEach(async () => {
  stage = shippingStage();
  await stage.report('one');
});

describe('a sweep', () => {
  test('ships 300 pieces', async () => {
    for (let index = 0; index < 300; index += 1) {
      await stage.report(`more-${index}`);
      await stage.link(`more-${index}`, FIX);
    }
    await stage.deploy(R1, FIX);
    expect(await stage.sweep()).toEqual({ shipped: 300, takenBack: 0, failed: 0 });
    expect(await stage.store.pending()).toEqual([]);
  });

  test('ships what people change at the same time, and overwrites nothing of theirs', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    const store = overtakenOnce(() => stage.move('one', 'planned'));
    expect(await stage.sweep({ store })).toMatchObject({ shipped: 1, failed: 0 });
    const { events = [] } = (await stage.store.read('one')) ?? {};
    expect(events.slice(1)).toMatchObject([{ to: 'planned' }, { from: 'planned', to: 'shipped' }]);
  });

  test('leaves what a person closes at the same time', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    const store = overtakenOnce(() => stage.move('one', 'declined'));
    expect(await stage.sweep({ store })).toMatchObject({ shipped: 0, failed: 0 });
    expect(await stage.look('one')).toBe('declined');
  });

  test('writes below what was written last, also by a clock that is ahead', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    await stage.sweep({ now: () => 0 });
    const times = (await stage.store.read('one'))?.events.map(({ at }) => at);
    expect(times).toEqual([times?.[0], times?.[0]]);
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('is not held up by one piece that cannot be changed, and names it', async () => {
    await stage.report('two');
    for (const id of ['one', 'two']) await stage.link(id, FIX);
    await stage.deploy(R1, FIX);
    const replace: typeof stage.store.replace = (before, after, events) =>
      before.id === 'one'
        ? Promise.reject(new TypeError('of a defect'))
        : stage.store.replace(before, after, events);
    const store = stage.storeWith({ replace });
    expect(await stage.sweep({ store })).toEqual({ shipped: 1, takenBack: 0, failed: 1 });
    expect(stage.failures).toEqual(['one']);
    expect(await stage.sweep()).toMatchObject({ shipped: 1, failed: 0 });
  });

  test('fails where nothing can be read, and the next does all of it', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    const pending = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
    const store = stage.storeWith({ pending });
    await expect(stage.sweep({ store })).rejects.toThrow(Unavailable);
    expect(await stage.sweep()).toMatchObject({ shipped: 1 });
  });

  /** A store where somebody else changes the feedback right before the first write. */
  function overtakenOnce(change: () => Promise<void>) {
    let isFirst = true;
    const replace: typeof stage.store.replace = async (before, after, events) => {
      const wasFirst = isFirst;
      isFirst = false;
      if (wasFirst) await change();
      return stage.store.replace(before, after, events);
    };
    return stage.storeWith({ replace });
  }
});

import fc from 'fast-check';
import { Problem } from '../../../../functions/shared/problem.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { shippingStage } from '../../../support/shipping-stage.ts';

const [R1, R2, R3] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'];
const FIX = 'f0f0f0f0f0f0';
const OTHER = 'e1e1e1e1e1e1';

let stage: ReturnType<typeof shippingStage>;

beforeEach(async () => {
  stage = shippingStage();
  await stage.report('one');
});

describe('is shipped', () => {
  test('when a release with the linked commit goes live', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
    await stage.deploy(R2, FIX, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 1, takenBack: 0, failed: 0 });
    const { events } = (await stage.store.read('one')) ?? {};
    expect(events?.at(-1)).toEqual({
      type: 'status',
      at: expect.any(String),
      who: 'afterprod',
      from: 'new',
      to: 'shipped',
      release: R2,
    });
  });

  test('when it is linked to what is live already, and by its pull request', async () => {
    await stage.deploy(R1, `${FIX}#12`);
    await stage.link('one', 'acme/shop#12');
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('by the first of two links that is live', async () => {
    await stage.link('one', FIX);
    await stage.link('one', OTHER);
    await stage.deploy(R1, OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('where nobody knows the history, by the releases that went live and are not taken back', async () => {
    await stage.deploy(FIX);
    await stage.deploy(R2);
    await stage.link('one', FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not by what is on its way, nor where nothing is live', async () => {
    await stage.link('one', FIX);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
    expect(await stage.look('one')).toBe('new');
  });

  test('once, however often we are told of the release', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    await Promise.all([stage.sweep(), stage.sweep(), stage.sweep()]);
    await stage.sweep();
    expect((await stage.store.read('one'))?.events).toHaveLength(2);
  });
});

describe('behind a toggle it is shipped', () => {
  beforeEach(async () => {
    await stage.link('one', FIX, 'new-checkout');
    await stage.deploy(R1, FIX);
  });

  test('when that is on', async () => {
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
    stage.on.add('new-checkout');
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('to whoever has it already, by what their own page told', async () => {
    await stage.report('two', { context: { toggles: { 'new-checkout': 'on' } } });
    await stage.link('two', FIX, 'new-checkout');
    await stage.sweep();
    expect(await stage.look('two')).toBe(`shipped by ${R1}`);
    expect(await stage.look('one')).toBe('new');
  });

  test('not to whose page told nothing of it, whatever objects have by birth', async () => {
    await stage.report('two', { context: { toggles: { other: 'on' } } });
    await stage.link('two', FIX, 'constructor');
    const readToggles = async () => (_: string, had: unknown) => had !== undefined;
    expect(await stage.sweep({ readToggles })).toMatchObject({ shipped: 0 });
  });

  test('not while toggles cannot be read; what is behind none is', async () => {
    await stage.report('two');
    await stage.link('two', FIX);
    const readToggles = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
    expect(await stage.sweep({ readToggles })).toEqual({ shipped: 1, takenBack: 0, failed: 1 });
    expect(await stage.look('one')).toBe('new');
    expect(stage.failures).toEqual(['toggles']);
  });

  test('and toggles are not read where no link that is live is behind one', async () => {
    await stage.deploy(R2, OTHER);
    const readToggles = () => Promise.reject(new Error('nobody asked'));
    expect(await stage.sweep({ readToggles })).toMatchObject({ failed: 0 });
  });
});

describe('is taken back', () => {
  beforeEach(async () => {
    await stage.deploy(R1, OTHER);
    await stage.link('one', FIX);
    await stage.deploy(R2, FIX, OTHER);
    await stage.sweep();
    await stage.deploy(R1, OTHER);
  });

  test('with its release, and shipped by the next that has it', async () => {
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 1, failed: 0 });
    const { events } = (await stage.store.read('one')) ?? {};
    expect(events?.at(-1)).toMatchObject({
      who: 'afterprod',
      from: 'shipped',
      to: 'in-progress',
      release: R2,
      reason: 'taken-back',
    });
    await stage.deploy(R3, FIX, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 1, takenBack: 0, failed: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R3}`);
  });

  test('and shipped by the same release when that comes back', async () => {
    await stage.sweep();
    await stage.deploy(R2, FIX, OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not where the release that came back has it as well', async () => {
    await stage.releases.keepCommits(R1, { commits: [FIX] });
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not where its reporter said that it is fixed', async () => {
    await stage.say('one', 'fixed');
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
  });

  test('not where the team had another word since', async () => {
    await stage.move('one', 'planned');
    await stage.move('one', 'shipped');
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe('shipped');
  });

  test('not where another release has shipped it, meanwhile', async () => {
    const store = stage.storeWith({ idsShippedBy: async () => ['one'] });
    await stage.sweep();
    await stage.deploy(R3, FIX, OTHER);
    await stage.sweep();
    await stage.releases.keepCommits(R3, { commits: [OTHER] });
    expect(await stage.sweep({ store })).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R3}`);
  });

  test('not where a newer release followed instead', async () => {
    await stage.deploy(R2, FIX, OTHER);
    await stage.deploy(R3, FIX, OTHER);
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
  });
});

describe('what was found to be still broken', () => {
  beforeEach(async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    await stage.sweep();
    await stage.say('one', 'still-broken');
  });

  test('is new, and not shipped again by the same links', async () => {
    await stage.sweep();
    await stage.deploy(R2, OTHER, FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
  });

  test('is not shipped again by the same release, whatever is linked', async () => {
    await stage.releases.keepCommits(R1, { commits: [OTHER, FIX] });
    await stage.link('one', OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
  });

  test('is shipped by another release that has what was linked since', async () => {
    await stage.link('one', OTHER);
    await stage.deploy(R2, OTHER, FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });
});

test('what was found to be fixed, and is opened and linked again, may be shipped by the same release', async () => {
  await stage.link('one', FIX);
  await stage.deploy(R1, FIX);
  await stage.sweep();
  await stage.say('one', 'fixed');
  await stage.move('one', 'in-progress');
  await stage.link('one', FIX);
  expect(await stage.sweep()).toMatchObject({ shipped: 1 });
});

describe('is left alone', () => {
  beforeEach(() => stage.link('one', FIX));

  test.each(['shipped', 'declined'] as const)('where a person has it %s', async (status) => {
    await stage.move('one', status);
    await stage.deploy(R1, FIX);
    expect(await stage.sweep()).toMatchObject({ shipped: 0 });
    expect(await stage.look('one')).toBe(status);
  });

  test('where a person opened it again: they know better than the link', async () => {
    await stage.deploy(R1, FIX);
    await stage.sweep();
    await stage.move('one', 'in-progress');
    expect(await stage.sweep()).toMatchObject({ shipped: 0 });
  });

  test('where it was erased meanwhile', async () => {
    await stage.deploy(R1, FIX);
    const pending = await stage.store.pending();
    await stage.store.erase('one');
    const store = stage.storeWith({ pending: async () => pending });
    expect(await stage.sweep({ store })).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
  });

  test('where its time is over', async () => {
    await stage.deploy(R1, FIX);
    stage.pass(180);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
  });
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

/** What may happen in a stage, in any order. */
type Happening = readonly [act: 'link' | 'move' | 'say' | 'deploy' | 'sweep', what: number];

test('whatever happens, and whenever it is looked at: what is shipped has its link in the release that shipped it, and none is shipped again by a release that is broken', async () => {
  const happening = fc.tuple(
    fc.constantFrom('link', 'move', 'say', 'deploy', 'sweep', 'sweep'),
    fc.nat(3),
  ) as fc.Arbitrary<Happening>;
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
      const some = shippingStage();
      await some.report('one');
      for (const each of happenings) await happen(some, each);
      await some.sweep();
      const settled = await some.store.read('one');
      await some.sweep();
      expect(await some.store.read('one')).toEqual(settled);
      const events = settled?.events ?? [];
      for (const [index, event] of events.entries()) {
        if (event.type !== 'status' || event.who !== 'afterprod' || event.to !== 'shipped')
          continue;
        const { release = '' } = event;
        const earlier = events.slice(0, index);
        const links = earlier.flatMap((each) => (each.type === 'link' ? [each.text] : []));
        const history = (await some.releases.commitsOf(release))?.commits ?? [];
        expect(links.some((link) => history.includes(link))).toBe(true);
        expect(earlier).not.toContainEqual(
          expect.objectContaining({ type: 'verdict', text: 'still-broken', release }),
        );
      }
    }),
  );
});

const HISTORY = [
  [R1, [OTHER]],
  [R2, [OTHER, FIX]],
  [R3, [OTHER, FIX, 'd2d2d2d2d2d2']],
] as const;

/** Lets it happen; what is refused does not. */
async function happen(some: typeof stage, [act, what]: Happening): Promise<void> {
  const [release = R1, commits = []] = HISTORY[what % 3] ?? [];
  const acts = {
    link: () => some.link('one', [OTHER, FIX, 'd2d2d2d2d2d2'][what % 3] ?? FIX),
    move: () =>
      some.move(
        'one',
        (['planned', 'in-progress', 'shipped', 'declined'] as const)[what] ?? 'planned',
      ),
    say: () => some.say('one', what % 2 === 0 ? 'still-broken' : 'fixed'),
    deploy: () => some.deploy(release, ...commits),
    sweep: async () => void (await some.sweep()),
  };
  await acts[act]().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

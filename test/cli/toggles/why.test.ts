import { afterprod } from '../../support/afterprod.ts';

test.each(['', '  ', '\u200b'])(
  'a blank --why, %j, is wrong use of every changing command',
  async (why) => {
    for (const args of [['kill', 'a'], ['enable', 'a'], ['undo']]) {
      const refused = await afterprod(['toggles', ...args, '--why', why, '--local']);
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain('leave --why out');
    }
  },
  60_000,
);

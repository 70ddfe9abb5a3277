import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import {
  type FeedbackAdmin,
  feedbackAdmin,
  feedbackOf,
} from '../../../support/feedback-admin-call.ts';

let admin: FeedbackAdmin;
beforeEach(() => {
  admin = feedbackAdmin();
});
afterEach(() => {
  expect(admin.logged).toEqual([]);
});

async function put(...feedback: readonly Feedback[]): Promise<void> {
  for (const each of feedback) await admin.store.add(each);
}

describe('export', () => {
  test('NDJSON has a document a line', async () => {
    await put(
      feedbackOf('one', { text: 'two\nlines' }),
      feedbackOf('two', { status: 'planned' }, 1),
    );
    const { headers, text } = await admin.call('GET /v1/export');
    expect(headers['content-type']).toBe('application/x-ndjson');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['two', 'one']);
    expect(headers['afterprod-next']).toBeUndefined();
    expect(text).not.toContain('secret');
  });

  test('CSV has names of columns, and no formulas', async () => {
    await put(feedbackOf('one', { text: '=1+1', rating: { scale: 'nps', value: 0 } }));
    const { headers, text } = await admin.call('GET /v1/export?format=csv&status=new');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text).toBe(
      '"id","receivedAt","kind","status","ratingScale","rating","release","page","locale","toggles","topic","text"\r\n' +
        '"one","2026-11-23T09:00:00.000Z","bug","new","nps",0,"a1b2c3d4e5f6",,,"new-checkout=on",,"\'=1+1"\r\n',
    );
  });

  test('comes in pages that can be put together, each far below 6 MB', async () => {
    const text = '\u0001"\\'.repeat(1_300);
    const many = Array.from({ length: 600 }, (_, at) => feedbackOf(`f${at}`, { text }, at % 60));
    await put(...many);
    const rows: string[] = [];
    let next = '';
    do {
      const { headers, text: page } = await admin.call(`GET /v1/export?format=ndjson${next}`);
      expect(JSON.stringify(page).length).toBeLessThan(6_000_000);
      rows.push(...page.trimEnd().split('\n'));
      next = headers['afterprod-next'] ? `&cursor=${headers['afterprod-next']}` : '';
    } while (next !== '');
    expect(new Set(rows.map((row) => JSON.parse(row).id)).size).toBe(600);
    expect(rows).toHaveLength(600);
    const { text: csv } = await admin.call(
      'GET /v1/export?format=csv&cursor=MjAyNi0xMS0yM1QwOTowMDowMC4wMDBaI3g',
    );
    expect(csv).not.toContain('"receivedAt"');
  });
});

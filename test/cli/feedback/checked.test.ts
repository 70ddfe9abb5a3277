import { checked, orWrongUse } from '../../../cli/feedback/checked.ts';
import { filterQuery } from '../../../cli/feedback/filter-options.ts';
import {
  exportQuery,
  linkForm,
  listQuery,
  replyForm,
  statisticsQuery,
  statusForm,
} from '../../../functions/feedback/admin/admin-forms.ts';
import { listingOf } from '../../../functions/feedback/admin/admin-listing.ts';

test.each([
  [
    statusForm,
    { status: 'done' },
    'status must be new, planned, in-progress, shipped or declined. See --help.',
  ],
  [replyForm, { text: ' ' }, 'text has nothing that can be seen'],
  [replyForm, { text: 'a\u202eb' }, 'text holds control characters'],
  [replyForm, { text: 'x'.repeat(2_001) }, 'text is too long: at most 2000 characters.'],
  [linkForm, { to: '' }, 'to is too short: at least 1.'],
  [listQuery, { limit: '101' }, 'limit is too large: at most 100.'],
  [listQuery, filterQuery({ toggle: '=on' }), 'toggle has the wrong format'],
  [listQuery, filterQuery({ toggle: 'a=' }), 'variant has the wrong format'],
  [exportQuery, { format: 'xml' }, 'format must be ndjson or csv.'],
  [statisticsQuery, { hours: '745' }, 'hours is too large: at most 744.'],
])('what breaks a rule is wrong use, and names the option', (form, written, reason) => {
  expect(() => checked(form as typeof statusForm, written)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(reason) }),
  );
});

test('a toggle may come with its variant', () => {
  const query = checked(listQuery, filterQuery({ toggle: 'new-checkout=on' }));
  expect(listingOf(query)).toEqual({ toggle: 'new-checkout', variant: 'on', limit: 20 });
});

test('a made-up cursor is wrong use; a defect stays one', () => {
  expect(() => orWrongUse(() => listingOf({ limit: 1, cursor: 'x' }))).toThrow(
    expect.objectContaining({ exitCode: 2 }),
  );
  expect(() =>
    orWrongUse(() => {
      throw new TypeError('a defect');
    }),
  ).toThrow(TypeError);
});

import { changeLink } from '../../../../functions/feedback/change-link.ts';
import { linkedChange } from '../../../../functions/feedback/shipping/linked-change.ts';

test.each([
  ['ABCDEF1', { digits: 'abcdef1' }],
  ['octo/shop#12', { owner: 'octo/shop', pull: '#12' }],
  ['https://github.com/octo/shop/pull/12', { owner: 'octo/shop', pull: '#12' }],
  ['https://git.example.com/shop/-/commit/abcdef1', { digits: 'abcdef1' }],
  ['https://example.com/foo', undefined],
  ['https://github.com/octo/shop/issues/12', undefined],
  ['https://example.com/a/b#12', undefined],
])('a release is looked through for what %s names', (link, change) => {
  expect(linkedChange(changeLink(link))).toEqual(change);
});

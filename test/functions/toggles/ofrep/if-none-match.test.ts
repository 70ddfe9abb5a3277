import { ifNoneMatch } from '../../../../functions/toggles/ofrep/if-none-match.ts';

const ETAG = '"abc_-123"';

function isKnown(...sent: readonly string[]): boolean {
  const single = sent.at(-1);
  return ifNoneMatch(
    {
      headers: single === undefined ? {} : { 'if-none-match': single },
      multiValueHeaders: sent.length > 0 ? { 'if-none-match': [...sent] } : {},
    },
    ETAG,
  );
}

test.each([
  [ETAG],
  ['*'],
  [`W/${ETAG}`],
  ['abc_-123'],
  [`"other", ${ETAG}`],
  [` ${ETAG} ,"other"`],
  [ETAG, '"other"'],
  ['"other"', ETAG],
])('knows the tag from %j %j', (...sent) => {
  expect(isKnown(...sent)).toBe(true);
});

test.each([[], [''], ['"'], ['"abc"'], ['"*"'], ['"ABC_-123"'], ['W/"other", "another"']])(
  'does not know it from %j',
  (...sent) => {
    expect(isKnown(...sent)).toBe(false);
  },
);

test('reads the header in any spelling, from either map', () => {
  const headers = { 'IF-NONE-MATCH': ETAG };
  expect(ifNoneMatch({ headers, multiValueHeaders: {} }, ETAG)).toBe(true);
  expect(ifNoneMatch({ headers: {}, multiValueHeaders: { 'If-None-Match': [ETAG] } }, ETAG)).toBe(
    true,
  );
});

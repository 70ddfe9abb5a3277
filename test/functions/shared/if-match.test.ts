import fc from 'fast-check';
import { ifMatch } from '../../../functions/shared/if-match.ts';
import { Problem } from '../../../functions/shared/problem.ts';
import { apiEvent } from '../../support/api-event.ts';

const read = (header: string) => ifMatch(apiEvent({ headers: { 'If-Match': header } }));

test.each<[string, readonly string[]]>([
  ['"12"', ['12']],
  [' "12.3" ', ['12.3']],
  ['"1","2" , "3"', ['1', '2', '3']],
  ['"a,b"', ['a,b']],
  ['""', ['']],
])('reads %s', (header, tags) => {
  expect(read(header)).toEqual(tags);
});

test('is undefined where it was not sent', () => {
  expect(ifMatch(apiEvent())).toBeUndefined();
});

test.each(['*', '12', 'W/"12"', '"12', '"1" "2"', '"1",', '', '"1"\t"2"', '"a b"'])(
  'refuses %j',
  (header) => {
    expect(() => read(header)).toThrow('If-Match must be what an ETag of this API was');
  },
);

test('gives back what a list was made of, and refuses whatever else it is given', () => {
  const tag = fc.stringMatching(/^[!#-~]*$/);
  fc.assert(
    fc.property(fc.array(tag, { minLength: 1 }), (tags) => {
      expect(read(tags.map((text) => `"${text}"`).join(', '))).toEqual(tags);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (header) => {
      try {
        expect(Array.isArray(read(header))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});

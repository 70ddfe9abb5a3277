import { remembered } from '../../../functions/shared/remembered.ts';

test('makes one thing of one text, once', () => {
  let made = 0;
  const make = remembered((text) => ({ text, number: ++made }));
  expect(make('a')).toBe(make('a'));
  expect(make('b')).toEqual({ text: 'b', number: 2 });
});

test('undefined is remembered as well, a failure is not', () => {
  let asked = 0;
  const find = remembered((text) => {
    asked++;
    if (text === 'bad') throw new Error('bad');
    return undefined;
  });
  expect([find('a'), find('a'), asked]).toEqual([undefined, undefined, 1]);
  expect(() => find('bad')).toThrow('bad');
  expect(() => find('bad')).toThrow('bad');
  expect(asked).toBe(3);
});

test('forgets the oldest when there are more than a thousand', () => {
  let made = 0;
  const make = remembered(() => ++made);
  for (let index = 0; index <= 1000; index++) make(String(index));
  expect(make('1')).toBe(2);
  expect(make('0')).toBe(1002);
});

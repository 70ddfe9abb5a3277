import { readEnvironment, readList } from '../../../functions/shared/environment.ts';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

test('gives the variables that were asked for', () => {
  process.env.TABLE_NAME = 'toggles';
  expect(readEnvironment('TABLE_NAME')).toEqual({ TABLE_NAME: 'toggles' });
});

test('names every variable that is missing or empty', () => {
  process.env.STAGE = '';
  expect(() => readEnvironment('MISSING_ONE', 'STAGE')).toThrow('MISSING_ONE, STAGE not set');
});

test('reads a list without blanks', () => {
  process.env.ORIGINS = 'https://a.example, ,https://b.example';
  expect(readList('ORIGINS')).toEqual(['https://a.example', 'https://b.example']);
  expect(readList('NO_SUCH_LIST')).toEqual([]);
});

import { defineFeedback, registerLocale } from '../../../web/widget/index.ts';

test('a server that renders the page may import it, and call it: nothing happens', () => {
  expect(() => defineFeedback()).not.toThrow();
  expect(() => registerLocale('fr', { send: 'Envoyer' })).not.toThrow();
});

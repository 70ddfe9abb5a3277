// By its path alone: code for browsers has types of its own (web/tsconfig.json), which are not here.
const WIDGET: string = '../../../web/widget/index.ts';

test('a server that renders the page may import it, and call it: nothing happens', async () => {
  const { defineFeedback, registerLocale } = await import(WIDGET);
  expect(() => defineFeedback()).not.toThrow();
  expect(() => registerLocale('fr', { send: 'Envoyer' })).not.toThrow();
});

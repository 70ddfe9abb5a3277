import * as fc from 'fast-check';
import { parseRotationStep } from '../../../../functions/alerts/rotation/parse-rotation-step.ts';
import {
  type RotatedSecret,
  type RotationStep,
  rotate,
} from '../../../../functions/alerts/rotation/rotate.ts';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** A secret with one version, and one that waits for its rotation. */
class MemorySecret implements RotatedSecret {
  readonly texts = new Map([['v1', '{"url":"https://a.example/","key":"old"}']]);
  currentId = 'v1';
  formerId: string | undefined;

  async stages() {
    const labels = (id: string) => [
      ...(id === this.currentId ? ['AWSCURRENT'] : []),
      ...(id === this.formerId ? ['AWSPREVIOUS'] : []),
      ...(id === 'v2' ? ['AWSPENDING'] : []),
    ];
    return { v1: labels('v1'), v2: labels('v2') };
  }

  async current() {
    return this.texts.get(this.currentId) ?? '';
  }

  async pending(token: string) {
    return this.texts.get(token);
  }

  async putPending(token: string, text: string) {
    if (this.texts.has(token)) throw new Error('a version is written once');
    this.texts.set(token, text);
  }

  async makeCurrent(token: string, formerId: string | undefined) {
    [this.currentId, this.formerId] = [token, formerId];
  }
}

let made = 0;
const newKey = () => {
  made += 1;
  return `new-${made}`;
};
const take = (secret: MemorySecret, step: RotationStep['step']) =>
  rotate({ secretId: 's', token: 'v2', step }, secret, newKey);

test('however often each step comes: one new key, the address stays', async () => {
  const times = fc.tuple(...STEPS.map(() => fc.integer({ min: 1, max: 3 })));
  await fc.assert(
    fc.asyncProperty(times, async (counts) => {
      const secret = new MemorySecret();
      made = 0;
      for (const [index, step] of STEPS.entries()) {
        for (let time = 0; time < (counts[index] ?? 1); time += 1) await take(secret, step);
      }
      expect(secret.currentId).toBe('v2');
      expect(secret.formerId).toBe('v1');
      expect(JSON.parse(await secret.current())).toEqual({
        url: 'https://a.example/',
        key: 'new-1',
      });
    }),
    { numRuns: 20 },
  );
});

test('a secret that holds something else gets a key and no address', async () => {
  const secret = new MemorySecret();
  secret.texts.set('v1', 'https://a.example/');
  made = 0;
  for (const step of STEPS) await take(secret, step);
  expect(JSON.parse(await secret.current())).toEqual({ key: 'new-1' });
});

test.each([undefined, {}, { SecretId: 's', ClientRequestToken: 't', Step: 'dropSecret' }])(
  '%p is no step of a rotation',
  (event) => expect(() => parseRotationStep(event)).toThrow('one of the four'),
);

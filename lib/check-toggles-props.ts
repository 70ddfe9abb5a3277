import type { TogglesProps } from './toggles.ts';

const NAMES: Readonly<Record<keyof TogglesProps, 'required' | 'optional'>> = {
  identity: 'required',
  topics: 'required',
  seed: 'optional',
  segments: 'optional',
  today: 'optional',
  allowedOrigins: 'optional',
  clients: 'optional',
  apiLogging: 'optional',
  reservedConcurrency: 'optional',
};

/** What TypeScript refuses, for apps in JavaScript: throws an error that names the prop. */
export function checkTogglesProps(props: object | undefined): void {
  const given = Object.entries(props ?? {});
  for (const [name] of given) {
    if (Object.hasOwn(NAMES, name)) continue;
    throw new Error(`Toggles has no prop '${name}'. It has: ${Object.keys(NAMES).join(', ')}`);
  }
  for (const [name, need] of Object.entries(NAMES)) {
    const isGiven = given.some(([own, value]) => own === name && value !== undefined);
    if (need === 'required' && !isGiven) throw new Error(`Toggles needs the prop '${name}'`);
  }
}

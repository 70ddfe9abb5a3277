import type { Resource, SupportedProperties } from '../emulator.ts';
import { SetupError } from '../setup-error.ts';

/** Accepted on every type: they change nothing that runs. */
const IGNORED_EVERYWHERE = ['Tags'];

/** Refuses a resource with a property that its emulator would silently skip. */
export function checkProperties(
  { properties }: Resource,
  { honoured, ignored = [] }: SupportedProperties,
): void {
  const known = new Set([...honoured, ...ignored, ...IGNORED_EVERYWHERE]);
  const unknown = Object.keys(properties).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new SetupError(
    `the local cloud does not support the property ${unknown.join(', ')}. ` +
      `Leave it out, or add it to the type's honoured or ignored properties in local/emulators. ` +
      `Supported: ${honoured.join(', ')}.`,
  );
}

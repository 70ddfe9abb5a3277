import type { Resource } from '../emulator.ts';
import { NOT_EMULATED } from '../not-emulated.ts';

/** Names the resource types of these stacks that do nothing on a laptop, with how many there are of each. */
export function notEmulatedLine(resources: readonly Resource[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    if (Object.hasOwn(NOT_EMULATED, type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const names = [...counts].map(([type, count]) => (count > 1 ? `${count} ${type}` : type));
  return `Not emulated (no effect here): ${names.sort().join(', ')}`;
}

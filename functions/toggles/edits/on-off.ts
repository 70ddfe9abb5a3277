import type { Toggle } from '../toggle.ts';

/** What `enable` serves: `on`, or what is `true`. Undefined where no variant says it. */
export function onVariantOf(toggle: Toggle): string | undefined {
  return named(toggle, 'on', true);
}

/** What `disable` serves: `off`, or what is `false`, or the safe variant. Undefined where no variant says it. */
export function offVariantOf(toggle: Toggle): string | undefined {
  const safe = toggle.metadata?.safeVariant;
  return named(toggle, 'off', false) ?? (typeof safe === 'string' ? safe : undefined);
}

function named({ variants }: Toggle, name: string, value: boolean): string | undefined {
  if (Object.hasOwn(variants, name)) return name;
  return Object.keys(variants).find((variant) => variants[variant] === value);
}

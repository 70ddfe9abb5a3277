import type { Toggle } from '../../functions/toggles/toggle.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';

/** Editors complete and check by it. */
const SCHEMA = 'https://flagd.dev/schema/v0/flags.json';

/**
 * A document as a file that people compare: toggles, segments and facts in the order of their names. Rules and variants stay as
 * they were written.
 */
export function writtenDocument({ flags, $evaluators, metadata, ...rest }: ToggleDocument): object {
  return {
    $schema: SCHEMA,
    ...rest,
    metadata: sorted(metadata),
    ...($evaluators && { $evaluators: sorted($evaluators) }),
    flags: sorted(flags, writtenToggle),
  };
}

function writtenToggle({ state, variants, defaultVariant, targeting, metadata, ...rest }: Toggle) {
  return {
    state,
    variants,
    defaultVariant,
    ...(targeting && { targeting }),
    ...(metadata && { metadata: sorted(metadata) }),
    ...rest,
  };
}

function sorted<Value>(
  record: Readonly<Record<string, Value>>,
  written: (value: Value) => unknown = (value) => value,
): object {
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((name) => [name, written(record[name] as Value)]),
  );
}

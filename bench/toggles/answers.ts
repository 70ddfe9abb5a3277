import { etagOf, evaluateAll } from '../../functions/toggles/ofrep/ofrep.ts';
import { Toggles } from '../../functions/toggles/reader/toggles.ts';
import type { CreateAnswer } from './kill-to-effect.ts';

const USER = { targetingKey: 'user-1' };

/** A function that decides with the reader. */
export const readsDirectly: CreateAnswer = (keeper) => {
  const toggles = new Toggles({ keeper });
  return () => toggles.boolean('it', true, USER);
};

/** The OFREP endpoint, and a client that keeps what it has on 304. It would ask again after its poll interval. */
export const asksOfrep: CreateAnswer = (keeper) => {
  let kept = { etag: '', value: true };
  return () => {
    const snapshot = keeper.current;
    if (!snapshot) return kept.value;
    const bulk = evaluateAll({ snapshot, isStale: keeper.isStale, seesAll: false }, USER);
    const etag = etagOf(bulk, USER);
    const [flag] = bulk.flags;
    if (etag !== kept.etag)
      kept = { etag, value: flag !== undefined && 'value' in flag && flag.value === true };
    return kept.value;
  };
};

import { isToggleConflict } from '../store/conflict.ts';

/** Each time, somebody else got ahead. */
const ATTEMPTS = 5;

/** Tries again, of what others have left, where somebody was faster; after five times it rejects with their conflict. */
export async function retryConflicts<Result>(edit: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await edit();
    } catch (error) {
      if (!isToggleConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

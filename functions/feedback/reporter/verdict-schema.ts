import * as z from 'zod/mini';
import { VERDICTS } from '../feedback-event.ts';

/** What `POST /v1/feedback/{id}/verdict` takes. */
export const verdictSchema = z.strictObject({ verdict: z.enum(VERDICTS) });

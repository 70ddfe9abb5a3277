import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod/mini';
import { disableToggle } from '../edits/disable-toggle.ts';
import type { Edit } from '../edits/edit.ts';
import { enableToggle } from '../edits/enable-toggle.ts';
import { rollOut } from '../edits/roll-out.ts';
import { setDefaultVariant } from '../edits/set-default-variant.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { actForm, rolloutForm, setForm } from './admin-forms.ts';
import { keyOf, readForm } from './admin-request.ts';
import { storeEdit } from './admin-store-edit.ts';
import { toggleAnswer } from './admin-views.ts';

/** POST /v1/toggles/{key}/enable */
export const enable = shortEdit(actForm, enableToggle);

/** POST /v1/toggles/{key}/disable */
export const disable = shortEdit(actForm, disableToggle);

/** POST /v1/toggles/{key}/set */
export const setVariant = shortEdit(setForm, (document, key, { variant }) =>
  setDefaultVariant(document, key, variant),
);

/** POST /v1/toggles/{key}/rollout */
export const rollout = shortEdit(rolloutForm, (document, key, { percent, variant }) =>
  rollOut(document, key, percent, variant),
);

/** An edit in a few words, of one toggle. */
function shortEdit<Form extends { readonly why?: string | undefined }>(
  form: z.ZodMiniType<Form>,
  edit: (document: ToggleDocument, key: string, form: Form) => Edit,
) {
  return async (
    event: APIGatewayProxyEvent,
    { store }: AdminDependencies,
  ): Promise<APIGatewayProxyResult> => {
    const key = keyOf(event);
    const filled = readForm(event, form);
    const stage = await storeEdit(event, store, {
      why: filled.why,
      edit: (document) => edit(document, key, filled),
    });
    return toggleAnswer(stage, key);
  };
}

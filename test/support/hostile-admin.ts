import { type Admin, type AdminRequest, adminOf } from './admin-call.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const IF_MATCH = { 'if-match': '"1"' };
export const NEW = { 'if-none-match': '*' };
export const TOGGLE = JSON.stringify(toggle());

/** Over one version, with a toggle whose name every object has. */
export function hostileAdmin(): Promise<Admin> {
  return adminOf(documentOf({ 'new-checkout': toggle(), constructor: toggle() }));
}

/** Status and code of the answer, after which nothing has changed and nothing was our fault. */
export async function refusalOf(
  admin: Admin,
  request: string,
  more: AdminRequest = {},
): Promise<string> {
  const { status, body, headers } = await admin.call(request, more);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(admin.logged).toEqual([]);
  expect(await admin.store.readHead()).toEqual({ docVersion: 1, killVersion: 0, kills: {} });
  return `${status} ${body.type.replace('urn:afterprod:problem:', '')}`;
}

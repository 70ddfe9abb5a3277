/** The public API: method and path below the stage. Each has a function of its own. */
export const PUBLIC_ROUTES = [
  'POST /v1/feedback',
  'GET /v1/feedback/{id}',
  'DELETE /v1/feedback/{id}',
  'POST /v1/feedback/{id}/verdict',
  'POST /v1/feedback/{id}/contact',
  'POST /v1/feedback/{id}/beta',
  'POST /v1/feedback/{id}/attachments',
  'GET /v1/challenge',
  'GET /v1/changes',
  'GET /v1/openapi.json',
] as const;

export type PublicRoute = (typeof PUBLIC_ROUTES)[number];

/** What `Allow` says of a path: its routes' methods, and the preflight's. */
export function methodsOf(path: string): readonly string[] {
  const methods = PUBLIC_ROUTES.map((route) => route.split(' '))
    .filter(([, of]) => of === path)
    .map(([method = '']) => method);
  return [...methods, 'OPTIONS'];
}

/** Every route of the admin API. The construct makes them, the function answers them. */
export const ADMIN_ROUTES = [
  'GET /v1/toggles',
  'GET /v1/toggles/{key}',
  'PUT /v1/toggles/{key}',
  'DELETE /v1/toggles/{key}',
  'POST /v1/toggles/{key}/kill',
  'POST /v1/toggles/{key}/restore',
  'POST /v1/toggles/{key}/enable',
  'POST /v1/toggles/{key}/disable',
  'POST /v1/toggles/{key}/set',
  'POST /v1/toggles/{key}/rollout',
  'POST /v1/toggles/{key}/evaluate',
  'GET /v1/history',
  'GET /v1/history/{revision}',
  'POST /v1/undo',
  'GET /v1/document',
  'PUT /v1/document',
  'POST /v1/lint',
] as const;

export type AdminRoute = (typeof ADMIN_ROUTES)[number];

/** Every route of the admin API. The construct makes them, the function answers them. */
export const ADMIN_ROUTES = [
  'GET /v1/feedback',
  'GET /v1/feedback/{id}',
  'POST /v1/feedback/{id}/status',
  'POST /v1/feedback/{id}/merge',
  'POST /v1/feedback/{id}/reply',
  'POST /v1/feedback/{id}/link',
  'GET /v1/export',
  'POST /v1/erase',
  'GET /v1/statistics',
] as const;

export type AdminRoute = (typeof ADMIN_ROUTES)[number];

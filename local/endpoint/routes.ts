import type { RequestListener } from '../emulator.ts';

/** Pages and small APIs of the local cloud's own on the AWS endpoint's port, beside AWS's. */
export interface Routes {
  /** Serves `method path` until the returned function is called; `*` at the end of a path matches all that begins so. */
  add(method: string, path: string, listener: RequestListener): () => void;
  find(method: string, path: string): RequestListener | undefined;
}

/** An empty list of routes. */
export function createRoutes(): Routes {
  const routes = new Map<string, RequestListener>();
  return {
    add(method, path, listener) {
      routes.set(`${method} ${path}`, listener);
      return () => void routes.delete(`${method} ${path}`);
    },
    find(method, path) {
      const exact = routes.get(`${method} ${path}`);
      if (exact) return exact;
      const prefix = [...routes.keys()].find(
        (key) => key.endsWith('*') && `${method} ${path}`.startsWith(key.slice(0, -1)),
      );
      return prefix === undefined ? undefined : routes.get(prefix);
    },
  };
}

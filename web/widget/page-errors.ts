const MOST = 5;

/** Notes the last errors of the page from now on, oldest first: for widgets with the attribute `errors`. */
export function watchErrors(signal: AbortSignal): readonly string[] {
  const errors: string[] = [];
  const note = (error: unknown) => {
    errors.push(String(error));
    if (errors.length > MOST) errors.shift();
  };
  addEventListener('error', (event) => note(event.message), { signal });
  addEventListener('unhandledrejection', (event) => note(event.reason), { signal });
  return errors;
}

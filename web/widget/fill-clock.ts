/** Tells how long a form has been open: since the first focus in it, which its dialog gives, or since it was emptied. */
export function fillClock(form: HTMLFormElement): () => number | undefined {
  let openedAt: number | undefined;
  form.addEventListener('focusin', () => {
    openedAt ??= performance.now();
  });
  form.addEventListener('reset', () => {
    openedAt = undefined;
  });
  return () => openedAt && Math.round(performance.now() - openedAt);
}

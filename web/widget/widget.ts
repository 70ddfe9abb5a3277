import type { DialogProps, FeedbackDialog } from './dialog.ts';
import { el } from './el.ts';
import { LAUNCHER_STYLE } from './launcher-style.ts';
import { LOCALES } from './locales.ts';
import { type LoadProver, outboxOfPage } from './outbox-of-page.ts';
import { watchErrors } from './page-errors.ts';
import type { LoadScreenshot } from './screenshot-slot.ts';

/** Brings the files that are not loaded with the page. */
export interface WidgetFiles {
  readonly dialog: () => Promise<{ feedbackDialog(props: DialogProps): FeedbackDialog }>;
  readonly prover: LoadProver;
  readonly screenshot: LoadScreenshot;
}

export interface Widget {
  /** Opens the dialog, as soon as its file is there. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Puts the button into `root`, the dialog as soon as the page is idle, and starts sending what is left from earlier. */
export function startWidget(
  host: HTMLElement,
  root: ShadowRoot,
  files: WidgetFiles,
  leaving: AbortSignal,
): Widget {
  const errors = host.hasAttribute('errors') ? watchErrors(leaving) : [];
  let loading: Promise<FeedbackDialog> | undefined;
  const dialog = () => {
    loading ??= build();
    loading.catch(() => {
      loading = undefined; // offline, perhaps: the next click tries again
    });
    return loading;
  };
  const build = async () => {
    const { feedbackDialog } = await files.dialog();
    const send: DialogProps['send'] = (...letter) => outbox.send(...letter);
    const { screenshot } = files;
    const built = feedbackDialog({ host, locales: LOCALES, errors, send, screenshot });
    root.adoptedStyleSheets.push(sheet(built.style));
    root.append(built.dialog);
    return built;
  };
  const outbox = outboxOfPage(host, leaving, files.prover, async (letter, outcome) => {
    (await dialog()).hear(letter, outcome);
  });
  const widget: Widget = {
    open: async () => (await dialog()).dialog.showModal(),
    close: async () => (await dialog()).dialog.close(),
  };
  root.adoptedStyleSheets = [sheet(LAUNCHER_STYLE)];
  root.replaceChildren(launcherOf(host, widget));
  (globalThis.requestIdleCallback ?? setTimeout)(() => dialog().catch(() => undefined));
  return widget;
}

function launcherOf(host: HTMLElement, { open }: Widget): HTMLButtonElement {
  const launcher = el(
    'button',
    { class: 'launcher go', 'aria-haspopup': 'dialog', hidden: host.hasAttribute('no-button') },
    host.getAttribute('label') ?? 'Feedback',
  );
  launcher.addEventListener('click', () => open().catch(() => undefined));
  return launcher;
}

/** Not a `<style>`: the page's Content-Security-Policy may forbid one. */
function sheet(style: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(style);
  return made;
}

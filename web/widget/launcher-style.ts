/**
 * The look of the button. It follows the `color-scheme` of the page, and colours and measures can be set from there by
 * `--afterprod-*`.
 */
export const LAUNCHER_STYLE = `
:host{--a:var(--afterprod-accent,light-dark(#0b57d0,#a8c7fa));--o:var(--afterprod-on-accent,light-dark(#fff,#062e6f));
--r:var(--afterprod-radius,12px)}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0;font:inherit}
button,dialog{font:var(--afterprod-font,1rem/1.5 system-ui,sans-serif)}
button{min-height:44px;min-width:44px;padding:8px 20px;border:2px solid var(--a);border-radius:var(--r);cursor:pointer}
.go{background:var(--a);color:var(--o)}
@media (forced-colors:active){.go{background:ButtonFace;color:ButtonText}}
.launcher{position:fixed;z-index:2147483647;bottom:var(--afterprod-inset,16px);inset-inline-end:var(--afterprod-inset,16px);
box-shadow:0 2px 8px #0005}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
`;

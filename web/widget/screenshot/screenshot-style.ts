/** While a picture is taken the widget is not to be seen: it stands before what the picture is of. */
export const SCREENSHOT_STYLE = `
:host([capturing]) :is(dialog,.launcher){opacity:0}
:host([capturing]) dialog::backdrop{opacity:0}
.screenshot>div{display:flex;flex-wrap:wrap;gap:12px;align-items:center}
.screenshot input{max-width:100%}
.screenshot ::file-selector-button{font:inherit;min-height:44px;padding:8px 20px;margin-inline-end:12px;border:2px solid var(--a);
border-radius:var(--r);background:var(--s);color:var(--a);cursor:pointer}
canvas{max-width:100%;max-height:30vh;border:1px solid var(--l)}
`;

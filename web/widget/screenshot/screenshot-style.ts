/** While a picture is taken the widget is not to be seen: it stands before what the picture is of. */
export const SCREENSHOT_STYLE = `
:host([capturing]) :is(dialog,.launcher){opacity:0}
:host([capturing]) dialog::backdrop{opacity:0}
.screenshot>div{display:flex;flex-wrap:wrap;gap:12px;align-items:center}
.screenshot input{min-height:44px;max-width:100%;font-size:.875em}
canvas{max-width:100%;max-height:30vh;border:1px solid var(--l)}
`;

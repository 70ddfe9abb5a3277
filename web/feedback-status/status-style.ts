export const STATUS_STYLE = `
:root{color-scheme:light dark;--t:light-dark(#1c1c1f,#ececf0);--m:light-dark(#5a5d66,#b9bcc4);--a:light-dark(#0b57d0,#a8c7fa);
--l:light-dark(#767981,#8f929a)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:40rem;padding:24px 16px;font:1rem/1.5 system-ui,sans-serif;color:var(--t);background:light-dark(#fff,#1f2023);
overflow-wrap:anywhere}
h1{font-size:1.5em}
h2{font-size:1.1em;margin-top:1.5em}
.now{font-size:1.15em;font-weight:600}
blockquote{margin:0;padding-inline-start:16px;border-inline-start:4px solid var(--l);white-space:pre-wrap}
ol{padding-inline-start:1.25em}
li{margin-bottom:8px;white-space:pre-wrap}
time{color:var(--m);margin-inline-end:8px}
.actions{display:flex;flex-wrap:wrap;gap:12px;margin-top:8px}
button{font:inherit;min-height:44px;padding:8px 20px;border:2px solid var(--a);border-radius:12px;background:transparent;color:var(--a);cursor:pointer}
.erase{margin-top:32px;border-color:var(--l);color:var(--t)}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
`;

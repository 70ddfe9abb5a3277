/** The look of the dialog. Nothing moves, so there is no motion to reduce; choices are native, which forced colours know. */
export const STYLE = `
:host{--s:var(--afterprod-surface,light-dark(#fff,#1f2023));--t:var(--afterprod-text,light-dark(#1c1c1f,#ececf0));
--m:var(--afterprod-muted,light-dark(#5a5d66,#b9bcc4));--l:var(--afterprod-line,light-dark(#767981,#8f929a));
--e:var(--afterprod-error,light-dark(#b3261e,#f6b5b0))}
dialog{width:min(32rem,100vw - 16px);max-height:calc(100dvh - 16px);max-width:none;margin:auto;padding:20px;overflow:auto;
border:1px solid var(--l);border-radius:var(--r);background:var(--s);color:var(--t);overflow-wrap:anywhere}
dialog::backdrop{background:#0008}
form{display:grid;gap:12px}
h2{font-size:1.25em;font-weight:600;margin-bottom:8px}
fieldset{border:0;padding:0;min-width:0;display:flex;flex-wrap:wrap;column-gap:16px}
label.choice{display:flex;gap:8px;align-items:center;min-height:44px;min-width:44px}
input{accent-color:var(--a)}
input[type=radio],input[type=checkbox]{width:20px;height:20px;flex:none}
legend{padding:0}
textarea,input[type=email]{display:block;margin-top:4px;width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--l);
border-radius:var(--r);background:var(--s);color:var(--t)}
textarea{resize:vertical}
[aria-invalid]{border:2px solid var(--e)!important;outline-color:var(--e)}
.trap{position:absolute;inset-inline-start:-99em}
.error{color:var(--e)}
.error:not(:empty){margin-top:8px}
.hint{color:var(--m);font-size:.875em}
.actions,a,[role=status]:not(:empty){margin-top:12px}
.actions{display:flex;flex-wrap:wrap;gap:12px;justify-content:end}
[aria-disabled]{opacity:.5;cursor:default}
button:not(.go){background:var(--s);color:var(--a)}
a{color:var(--a);display:inline-flex;align-items:center;min-height:44px}
`;

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d1b16; --paper: #faf7f0; --card: #fff; --line: #e2dccd; --accent: #9a4a12;
  --on-accent: #fff; --soft: #6b6455; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1ece0; --paper: #181612; --card: #23201a; --line: #3a352b;
  --accent: #eaa468; --on-accent: #181612; --soft: #b3a994; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 Georgia, 'Times New Roman', serif; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
header { display: flex; align-items: baseline; justify-content: space-between; flex-wrap: wrap; gap: .5rem; }
h1 { margin: 0; font-size: 1.9rem; letter-spacing: -.02em; }
h2 { margin: 0 0 .4rem; font-size: 1.15rem; }
header p, .price, footer { color: var(--soft); }
header p { margin: 0; }
.products { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; padding: 0; margin: 0 0 2rem;
  list-style: none; }
.products li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
.picture { font-size: 2.4rem; line-height: 1.2; }
.products p { margin: 0 0 .6rem; }
.price { font-variant-numeric: tabular-nums; }
button { min-height: 44px; padding: .55rem 1.3rem; border-radius: 999px; border: 2px solid var(--accent); cursor: pointer;
  font: inherit; background: transparent; color: var(--accent); }
button.new { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.checkout { display: flex; align-items: center; gap: 1rem; margin-bottom: 2rem; flex-wrap: wrap; }
footer { font-size: .85rem; }
afterprod-feedback { --afterprod-accent: var(--accent); --afterprod-on-accent: var(--on-accent); --afterprod-surface: var(--card);
  --afterprod-text: var(--ink); --afterprod-muted: var(--soft); --afterprod-radius: 12px;
  --afterprod-font: 1rem/1.5 Georgia, 'Times New Roman', serif; }
`;

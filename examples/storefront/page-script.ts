/** Posts the feedback form. Where and with which key stands on the form, so that the script is the same for all. */
export const PAGE_SCRIPT = `
const form = document.querySelector('form');
const result = form.querySelector('output');
const button = form.querySelector('button');
const { endpoint, key, release, toggles } = form.dataset;
let idempotencyKey = crypto.randomUUID();

// The same words sent again are the same feedback; other words are not.
form.addEventListener('input', () => { idempotencyKey = crypto.randomUUID(); });

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  result.textContent = 'Sending…';
  result.textContent = await send();
  button.disabled = false;
});

async function send() {
  const { kind, message } = Object.fromEntries(new FormData(form));
  const context = { url: location.href, release, toggles: JSON.parse(toggles), locale: navigator.language };
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key, 'idempotency-key': idempotencyKey },
      body: JSON.stringify({ kind, message, context }),
    });
    const body = await answer.json();
    if (!answer.ok) return explain(body);
    form.reset();
    idempotencyKey = crypto.randomUUID();
    return 'Thank you. We have it: ' + body.id;
  } catch {
    return 'That did not get through. Your words are still here: please try again.';
  }
}

function explain({ title, errors = [] }) {
  const [first] = errors;
  return 'That did not work: ' + (first?.detail ?? title);
}
`;

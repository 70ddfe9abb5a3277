/** All that mails say, in one language. `product` is what the feedback is about. */
export interface MailTexts {
  readonly language: string;
  readonly hello: string;
  readonly see: string;
  readonly end: string;
  readonly ask: {
    readonly subject: (product: string) => string;
    readonly question: (product: string) => string;
    /** For who asked for it, as whoever reads this may not have. */
    readonly beta: string;
    readonly confirm: string;
    readonly page: string;
    readonly otherwise: string;
  };
  readonly shipped: {
    readonly subject: (product: string) => string;
    readonly said: string;
    readonly release: (release: string) => string;
    readonly question: string;
  };
  readonly declined: { readonly subject: (product: string) => string; readonly said: string };
  readonly reply: { readonly subject: (product: string) => string; readonly said: string };
}

const ENGLISH: MailTexts = {
  language: 'en',
  hello: 'Hello,',
  see: 'See your feedback',
  end: 'You get this mail because you confirmed that we may write to you about this feedback. The page of your feedback ends these mails.',
  ask: {
    subject: (product) => `${product}: may we write to you about your feedback?`,
    question: (product) =>
      `somebody left feedback on ${product} and gave this address. If it was you, please confirm that we may tell you by mail what becomes of it:`,
    beta: 'With that you also get to try what is not for everybody yet, as was asked for along with it.',
    confirm: 'Confirm',
    page: 'The page also shows your feedback, and deletes it if you like.',
    otherwise: 'If it was not you, do nothing: without your word no other mail about it will come.',
  },
  shipped: {
    subject: (product) => `${product}: what you told us about is live`,
    said: 'what you told us about is live.',
    release: (release) => `It came with release ${release}.`,
    question: 'Is it fixed for you? Please tell us:',
  },
  declined: {
    subject: (product) => `${product}: news of your feedback`,
    said: 'we have looked at your feedback, and do not plan to act on it.',
  },
  reply: {
    subject: (product) => `${product}: an answer to your feedback`,
    said: 'we have answered your feedback:',
  },
};

const GERMAN: MailTexts = {
  language: 'de',
  hello: 'Guten Tag,',
  see: 'Ihr Feedback ansehen',
  end: 'Sie erhalten diese Mail, weil Sie bestätigt haben, dass wir Ihnen zu diesem Feedback schreiben dürfen. Auf der Seite Ihres Feedbacks lassen sich diese Mails beenden.',
  ask: {
    subject: (product) => `${product}: Dürfen wir Ihnen zu Ihrem Feedback schreiben?`,
    question: (product) =>
      `jemand hat Feedback zu ${product} hinterlassen und diese Adresse angegeben. Wenn Sie das waren, bestätigen Sie bitte, dass wir Ihnen per Mail sagen dürfen, was daraus wird:`,
    beta: 'Damit dürfen Sie auch ausprobieren, was noch nicht für alle da ist, wie es dabei gewünscht wurde.',
    confirm: 'Bestätigen',
    page: 'Die Seite zeigt auch Ihr Feedback, und löscht es, wenn Sie möchten.',
    otherwise:
      'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ohne Ihr Wort kommt keine weitere Mail dazu.',
  },
  shipped: {
    subject: (product) => `${product}: Was Sie uns gemeldet haben, ist ausgeliefert`,
    said: 'was Sie uns gemeldet haben, ist ausgeliefert.',
    release: (release) => `Es kam mit Release ${release}.`,
    question: 'Ist es für Sie behoben? Bitte sagen Sie es uns:',
  },
  declined: {
    subject: (product) => `${product}: Neues zu Ihrem Feedback`,
    said: 'wir haben uns Ihr Feedback angesehen und planen nicht, es umzusetzen.',
  },
  reply: {
    subject: (product) => `${product}: Antwort auf Ihr Feedback`,
    said: 'wir haben auf Ihr Feedback geantwortet:',
  },
};

/** @param locale - as the page told it: `de-CH`. @default - English */
export function mailTexts(locale: string = ''): MailTexts {
  return /^de(?:-|$)/i.test(locale) ? GERMAN : ENGLISH;
}

import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';

/** All that the status page says, in one language. */
export interface StatusTexts extends Readonly<Record<StatusView['status'], string>> {
  readonly title: string;
  readonly loading: string;
  readonly yours: string;
  readonly timeline: string;
  readonly received: string;
  readonly release: string;
  readonly takenBack: string;
  readonly reply: string;
  readonly question: string;
  readonly fixed: string;
  readonly stillBroken: string;
  readonly saidFixed: string;
  readonly saidBroken: string;
  readonly mailTitle: string;
  readonly mail: Readonly<Record<NonNullable<StatusView['mail']>, string>>;
  /** Where they can be confirmed by the mail alone. */
  readonly mailWaits: string;
  readonly mailConfirm: string;
  readonly mailAgain: string;
  readonly mailStop: string;
  readonly betaTitle: string;
  readonly beta: Readonly<Record<NonNullable<StatusView['beta']>, string>>;
  readonly betaJoin: string;
  readonly betaLeave: string;
  readonly sent: string;
  readonly erase: string;
  readonly eraseSure: string;
  readonly erased: string;
  readonly unknown: string;
  readonly failed: string;
}

const ENGLISH: StatusTexts = {
  title: 'Your feedback',
  loading: 'Loading…',
  yours: 'What you wrote',
  timeline: 'What happened',
  received: 'Received',
  new: 'Received, and not decided yet',
  planned: 'Planned',
  'in-progress': 'Being worked on',
  shipped: 'Live',
  declined: 'Not planned',
  release: 'with release',
  takenBack: 'again: we had to take back release',
  reply: 'Our answer:',
  question: 'Is it fixed for you?',
  fixed: 'It is fixed',
  stillBroken: 'It is still broken',
  saidFixed: 'You said that it is fixed.',
  saidBroken: 'You said that it is still broken.',
  mailTitle: 'Mails about it',
  mail: {
    unconfirmed: 'May we tell you by mail what becomes of it?',
    confirmed: 'We tell you by mail what becomes of it.',
    stopped: 'You get no mails about it.',
  },
  mailWaits:
    'We have sent you a mail. Once you confirm by its link, we tell you by mail what becomes of it.',
  mailConfirm: 'Yes, write to me',
  mailAgain: 'Write to me again',
  mailStop: 'No mails about it',
  betaTitle: 'Beta test',
  beta: {
    unconfirmed:
      'You want to try new things first. You do as soon as your e-mail address is confirmed.',
    joining: 'You are being let in: that takes a moment.',
    in: 'You are a beta tester: you see new things first.',
    closed: 'No more beta testers are taken at the moment.',
    out: 'You are no beta tester. If you joined with other feedback as well, leave there, too.',
  },
  betaJoin: 'Become a beta tester',
  betaLeave: 'Leave the beta test',
  sent: 'Thank you.',
  erase: 'Delete my feedback',
  eraseSure: 'Delete your feedback and all that belongs to it? This cannot be undone.',
  erased: 'Your feedback is deleted.',
  unknown: 'There is no feedback here: the link is not whole, or the feedback is deleted.',
  failed: 'That did not work. Please try again in a moment.',
};

const GERMAN: StatusTexts = {
  title: 'Ihr Feedback',
  loading: 'Wird geladen …',
  yours: 'Was Sie geschrieben haben',
  timeline: 'Was geschehen ist',
  received: 'Angekommen',
  new: 'Angekommen, noch nicht entschieden',
  planned: 'Geplant',
  'in-progress': 'In Arbeit',
  shipped: 'Ausgeliefert',
  declined: 'Nicht geplant',
  release: 'mit Release',
  takenBack: '– wir mussten dieses Release zurücknehmen:',
  reply: 'Unsere Antwort:',
  question: 'Ist es für Sie behoben?',
  fixed: 'Es ist behoben',
  stillBroken: 'Es ist noch kaputt',
  saidFixed: 'Sie sagten, es ist behoben.',
  saidBroken: 'Sie sagten, es ist noch kaputt.',
  mailTitle: 'Mails dazu',
  mail: {
    unconfirmed: 'Dürfen wir Ihnen per Mail sagen, was daraus wird?',
    confirmed: 'Wir sagen Ihnen per Mail, was daraus wird.',
    stopped: 'Sie bekommen keine Mails dazu.',
  },
  mailWaits:
    'Wir haben Ihnen eine Mail geschickt. Sobald Sie über deren Link bestätigen, sagen wir Ihnen per Mail, was daraus wird.',
  mailConfirm: 'Ja, schreiben Sie mir',
  mailAgain: 'Schreiben Sie mir wieder',
  mailStop: 'Keine Mails dazu',
  betaTitle: 'Betatest',
  beta: {
    unconfirmed:
      'Sie möchten Neues vorab ausprobieren. Das können Sie, sobald Ihre E-Mail-Adresse bestätigt ist.',
    joining: 'Sie werden aufgenommen, das dauert einen Moment.',
    in: 'Sie nehmen am Betatest teil und sehen Neues zuerst.',
    closed: 'Im Betatest ist gerade kein Platz mehr.',
    out: 'Sie nehmen nicht am Betatest teil. Falls Sie auch mit anderem Feedback beigetreten sind, verlassen Sie ihn bitte auch dort.',
  },
  betaJoin: 'Am Betatest teilnehmen',
  betaLeave: 'Betatest verlassen',
  sent: 'Danke.',
  erase: 'Mein Feedback löschen',
  eraseSure:
    'Ihr Feedback und alles, was dazu gehört, löschen? Das lässt sich nicht rückgängig machen.',
  erased: 'Ihr Feedback ist gelöscht.',
  unknown: 'Hier ist kein Feedback: Der Link ist unvollständig, oder es wurde gelöscht.',
  failed: 'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
};

/** The first language that the page speaks. */
export function statusTexts(languages: readonly string[]): {
  readonly language: string;
  readonly texts: StatusTexts;
} {
  const known = languages.map((language) => language.slice(0, 2).toLowerCase());
  const language = known.find((each) => each === 'de' || each === 'en') ?? 'en';
  return { language, texts: language === 'de' ? GERMAN : ENGLISH };
}

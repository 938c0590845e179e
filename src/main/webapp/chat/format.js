import { locale, t } from './i18n.js';

const TIME = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const DAY = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const DATE = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: '2-digit' });
const FULL = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });

const startOf = (at) => new Date(at).setHours(0, 0, 0, 0);

/** Whole days of the calendar between two times, whatever summer time does to their length. */
const daysBetween = (at, now) => Math.round((startOf(now) - startOf(at)) / 86_400_000);

export const timeOf = (at) => TIME.format(at);

export const fullTimeOf = (at) => FULL.format(at);

export const sameDay = (a, b) => startOf(a) === startOf(b);

/** As short as the distance allows: for the list. */
export function shortTimeOf(at, now = Date.now()) {
  const days = daysBetween(at, now);
  if (days <= 0) return TIME.format(at);
  if (days === 1) return t('talk.yesterday');
  return days < 7 ? WEEKDAY.format(at) : DATE.format(at);
}

/** The heading of a day's messages. */
export function dayOf(at, now = Date.now()) {
  const days = daysBetween(at, now);
  if (days === 0) return t('talk.today');
  return days === 1 ? t('talk.yesterday') : DAY.format(at);
}

import { EN } from './texts-en.js';
import { ZH } from './texts-zh.js';

const TEXTS = { en: EN, zh: ZH };

/**
 * @param {string} [wanted] a language tag; everything that is not Chinese is shown in English
 * @returns {{lang: string, t: (key: string, values?: object) => string}}
 */
export function translator(wanted = globalThis.navigator?.language ?? 'en') {
  const lang = /^zh\b/i.test(wanted) ? 'zh' : 'en';
  const t = (key, values = {}) =>
    (TEXTS[lang][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => isolated(String(values[name] ?? whole)));
  return { lang, t };
}

export const KEYS = Object.fromEntries(Object.entries(TEXTS).map(([lang, texts]) => [lang, Object.keys(texts)]));

export const { lang, t } = translator();

/** Dates and times in the language of the texts, in the region's way where it is the same. */
export const locale = navigatorSpeaks(lang) ? globalThis.navigator.language : { en: 'en-GB', zh: 'zh-CN' }[lang];

function navigatorSpeaks(language) {
  return (globalThis.navigator?.language ?? '').toLowerCase().startsWith(language);
}

// Words from elsewhere that run from right to left, or say they do, turn nothing around but themselves.
function isolated(value) {
  const turns = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u;
  return turns.test(value) ? `\u2068${value.replace(/\p{Bidi_Control}/gu, '')}\u2069` : value;
}

const FILES = { en: 'Texts.properties', zh: 'Texts_zh.properties' };

/**
 * The doctor's words, the same that its answers and its command use.
 *
 * @param {string} text lines `key = value`, with gaps `{0}`
 * @returns {(key: string, ...values: unknown[]) => string} a key without a text is shown itself
 */
export function words(text) {
  const entries = text.split(/\r?\n/).filter((line) => line.includes(' = '));
  const texts = new Map(entries.map((line) => [line.slice(0, line.indexOf(' =')), line.slice(line.indexOf('= ') + 2)]));
  return (key, ...values) => (texts.get(key) ?? key).replace(/\{(\d)\}/g, (gap, n) => String(values[n] ?? gap));
}

/**
 * @param {string} [wanted] a language tag; everything that is not Chinese is shown in English
 * @returns {'en'|'zh'}
 */
export const language = (wanted = globalThis.navigator?.language ?? 'en') => (/^zh\b/i.test(wanted) ? 'zh' : 'en');

/** @returns {Promise<ReturnType<typeof words>>} those of the page's language */
export async function fetchWords(lang) {
  const answer = await fetch(new URL(FILES[lang], import.meta.url));
  if (!answer.ok) throw new Error(`${FILES[lang]}: ${answer.status}`);
  return words(await answer.text());
}

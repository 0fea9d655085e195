// Times as the reports' sentences write them: Hong Kong's.

const LOCALES = { en: 'en-HK', 'zh-HK': 'zh-HK', 'zh-CN': 'zh-CN' };
const ZONE = 'Asia/Hong_Kong';

/**
 * @param {string} iso ISO 8601.
 * @param {import('iamsmart/texts').Language} language
 */
export function instantIn(iso, language) {
  const time = new Date(iso).toLocaleTimeString('en-GB', { timeZone: ZONE });
  return `${dayIn(iso, language)}${language === 'en' ? ' ' : ''}${time}`;
}

/**
 * @param {string} iso ISO 8601.
 * @param {import('iamsmart/texts').Language} language
 */
export function dayIn(iso, language) {
  const date = new Date(iso);
  return date.toLocaleDateString(LOCALES[language], { dateStyle: 'long', timeZone: ZONE });
}

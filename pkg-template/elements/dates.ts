import type { Language } from '../texts/language.js';

/** English as it is written in Hong Kong. */
const FORMATS: Record<Language, string> = { en: 'en-HK', 'zh-HK': 'zh-HK', 'zh-CN': 'zh-CN' };

/** iAM Smart's own; Hong Kong has no summer time. */
const ZONE = 'Asia/Hong_Kong';

/** Returns an instant, ISO 8601, as a date and time of Hong Kong, as the sentences of reports write it. */
export function instantIn(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = date.toLocaleTimeString('en-GB', { timeZone: ZONE });
  return `${dayIn(iso, language)}${language === 'en' ? ' ' : ''}${time}`;
}

/** Returns the date in Hong Kong of an instant, ISO 8601. A text that is no instant is returned as it is. */
export function dayIn(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString(FORMATS[language], { dateStyle: 'long', timeZone: ZONE });
}

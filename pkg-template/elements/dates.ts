import type { Language } from '../texts/language.js';

/** English as it is written in Hong Kong. */
const FORMATS: Record<Language, string> = { en: 'en-HK', 'zh-HK': 'zh-HK', 'zh-CN': 'zh-CN' };

/** iAM Smart's own; Hong Kong has no summer time. */
const ZONE = 'Asia/Hong_Kong';

/** Returns an instant, ISO 8601, as a date and time of Hong Kong. */
export function instantIn(iso: string, language: Language): string {
  return format(iso, language, { dateStyle: 'long', timeStyle: 'medium' });
}

/** Returns the date in Hong Kong of an instant, ISO 8601. */
export function dayIn(iso: string, language: Language): string {
  return format(iso, language, { dateStyle: 'long' });
}

/** A text that is no instant is returned as it is. */
function format(iso: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString(FORMATS[language], { ...options, timeZone: ZONE });
}

/** Language of texts: English, Traditional Chinese as in Hong Kong, Simplified Chinese. */
export type Language = 'en' | 'zh-HK' | 'zh-CN';

/**
 * Returns the language of texts for a language tag (BCP 47), such as the `lang` of a page or
 * `navigator.language`. The script decides between the two of Chinese, also where a tag does not name
 * it: in Taiwan it is another than in Singapore; of "zh" alone it is Hong Kong's, Traditional. English
 * for all other languages, and for no tag.
 */
export function languageOf(tag: string | null | undefined): Language {
  // "zh_HK" is no tag, but is written in many pages.
  const { language, script } = maximized(
    typeof tag === 'string' ? tag.trim().replaceAll('_', '-') : '',
  );
  if (language !== 'zh' && language !== 'yue') return 'en';
  return script === 'Hans' ? 'zh-CN' : 'zh-HK';
}

function maximized(tag: string): { language: string; script?: string | undefined } {
  try {
    return new Intl.Locale(/^zh$/i.test(tag) ? 'zh-HK' : tag).maximize();
  } catch {
    return { language: 'und' };
  }
}

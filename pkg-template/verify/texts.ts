import { invalid, reading } from '../argument.js';
import { keep } from '../sentences.js';

/** Sentences of reports in one language: the default export of `iamsmart/texts/en` and its siblings. */
export interface ReportTexts {
  language: 'en' | 'zh-HK' | 'zh-CN';
  /** Sentences by subject, a line each; `{0}` stands for a value. */
  tables: Readonly<Record<string, string>>;
}

/**
 * Takes the sentences of reports in these languages, for reports from then on. `iamsmart/verify/slim` has
 * none by itself: `summary`, `advice`, `title` and `detail` are empty, and `name`, `outcome` and
 * `subIndication` say the same to programs. The other entries have those of all languages.
 *
 * ```js
 * import english from 'iamsmart/texts/en';
 *
 * useTexts(english);
 * ```
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function useTexts(...texts: readonly ReportTexts[]): void {
  reading('texts', () => {
    for (const { language, tables } of texts) {
      const named = Object.entries(tables);
      const areStrings = named.every(([, text]) => typeof text === 'string');
      if (!areStrings || !keep(language, named)) {
        throw invalid('texts', "it is no default export of 'iamsmart/texts/en' and its siblings");
      }
    }
  });
}

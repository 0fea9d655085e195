import { reading } from '../argument.js';
import type { Language } from './language.js';
import { inLanguage, type Sentence } from './sentence.js';

/** What a form shows beside its fields, and for their values: the e-service's words. */
export interface FormLabels {
  /** By the names of the fields. */
  fields: Record<string, FieldLabels>;
}

/** What a form shows beside a field. */
export interface FieldLabels {
  /** Its label. */
  label: Sentence;
  /** What it shows for a value, such as the text of an option, by the value. */
  values?: Record<string, Sentence>;
}

/** A signed form as a person reads it. */
export interface ShownForm {
  /** Name of the form, signed. */
  name: string;
  /** Number of the form, signed. */
  number?: string;
  /** Fields in the order of submission, then files. */
  fields: ShownField[];
}

/** A field of a signed form. `label` and `shown` are the e-service's words; the rest is signed. */
export interface ShownField {
  /** Name of the field, signed. */
  name: string;
  /** Value, signed; of a file, its name. */
  value: string;
  /** Label of the field; undefined if it is not known. Not signed. */
  label?: string;
  /** What the form shows for the value; undefined if it is the value itself. Not signed. */
  shown?: string;
  /** Size in bytes and SHA-256 digest in Base64 of a file, signed. */
  file?: { size: number; sha256: string };
}

/** Version of the canonical form that is read. */
const FORM = 'iamsmart-form-2';

/**
 * Returns a signed form with the labels that the e-service gave for it; undefined for content that is no
 * canonical form of `hashForm`. Nothing signs labels, and whoever holds an evidence file can write others
 * into it: show beside them what is signed.
 *
 * @param content Canonical form, as `EvidenceReport.content`.
 * @param labels Labels, or JSON of them, as `EvidenceReport.labels`. What is not of their form is left
 *   aside.
 */
export function shownForm(
  content: string,
  labels?: FormLabels | string | null,
  language: Language = 'en',
): ShownForm | undefined {
  const { version, form, fields, files } = Object(parsed(content));
  if (version !== FORM) return undefined;
  const known = Object(Object(typeof labels === 'string' ? parsed(labels) : labels).fields);
  return reading('content', () => ({
    ...form,
    fields: [
      ...fields.map(([name, value]: [string, string]) => ({
        ...{ name, value },
        ...words(known, name, value, language),
      })),
      ...files.map(({ field, name, size, sha256 }: SignedFile) => ({
        ...{ name: field, value: name },
        ...words(known, field, undefined, language),
        file: { size, sha256 },
      })),
    ],
  }));
}

/** A file in the canonical form. */
interface SignedFile {
  field: string;
  name: string;
  size: number;
  sha256: string;
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function words(
  known: Record<string, unknown>,
  name: string,
  value: string | undefined,
  language: Language,
): Pick<ShownField, 'label' | 'shown'> {
  const field = Object(own(known, name));
  const label = word(own(field, 'label'), language);
  const shown = value === undefined ? undefined : word(own(Object(field.values), value), language);
  return { ...(label && { label }), ...(shown && shown !== value && { shown }) };
}

function own(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function word(words: unknown, language: Language): string | undefined {
  const isSentence = Array.isArray(words) && words.every((word) => typeof word === 'string');
  return isSentence && words.length === 3
    ? inLanguage(words as unknown as Sentence, language)
    : undefined;
}

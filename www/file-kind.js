// What kind of file this is, by its first bytes: its name says what somebody called it.

/** Number of bytes among which readers look for the header of a PDF (ISO 32000-1, annex H, note 13). */
const HEAD_BYTES = 1024;

/** How files begin, each byte a character. HEIC and AVIF: brands of ISO/IEC 23008-12. */
const BEGINNINGS = [
  /%PDF-/,
  /^\xff\xd8\xff/,
  /^\x89PNG/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)/s,
];

/**
 * True for a PDF or a picture that nobody named as something else, such as a program.
 *
 * @param {File} file
 */
export async function isPdfOrPicture(file) {
  if (file.type && !/^(?:application\/pdf$|image\/)/.test(file.type)) return false;
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const text = String.fromCharCode(...head);
    return BEGINNINGS.some((beginning) => beginning.test(text));
  } catch {
    // It was moved or changed after it was chosen.
    return false;
  }
}

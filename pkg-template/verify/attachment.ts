import { reading } from '../argument.js';
import { type Content, type HashOptions, hashContent, optionsOf } from '../content.js';
import { ContentHasher, type EvidenceFormFile, evidenceForm } from '../wasm/verify.js';

/** Options of `checkAttachment`. */
export type CheckAttachmentOptions = Omit<HashOptions, 'algorithm'>;

/** Result of `checkAttachment`. */
export interface AttachmentCheck {
  /**
   * Files of the form with this content: none if it is none of them, several if it was submitted
   * more than once.
   */
  matches: EvidenceFormFile[];
  /** SHA-256 of the content in Base64. */
  sha256: string;
  /** Size of the content in bytes. */
  size: number;
}

/**
 * Tells which file of the form in an evidence file this is, by its digest: with its field and its
 * name. The content is read in pieces, in constant memory. What the evidence holds is what was signed
 * only if `verifyEvidence` says TOTAL-PASSED.
 *
 * @throws IamSmartError 'aborted', 'content-unreadable', 'invalid-argument', or a code of `evidenceForm`
 */
export async function checkAttachment(
  evidence: string,
  file: Content,
  options?: CheckAttachmentOptions,
): Promise<AttachmentCheck> {
  const { files } = evidenceForm(evidence);
  const { onProgress, signal } = reading('options', () => optionsOf(options));
  let size = 0;
  const digest = await hashContent({ ContentHasher }, file, {
    signal,
    onProgress(progress) {
      size = progress.loaded;
      return onProgress?.(progress);
    },
  });
  const sha256 = btoa(String.fromCharCode(...digest));
  return { matches: files.filter((one) => one.sha256 === sha256), sha256, size };
}

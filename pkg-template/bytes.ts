/**
 * Bytes in memory: the DOM's `BufferSource`, declared here because some platforms' types lack it.
 */
export type BufferSource = ArrayBuffer | ArrayBufferView;

/** Raw bytes, or their standard (padded) Base64 string as iAM Smart sends it. */
export type Bytes = BufferSource | string;

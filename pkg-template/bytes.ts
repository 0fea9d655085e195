/** Bytes in memory; the DOM's `BufferSource`, named here because not every platform has the name. */
export type BufferSource = ArrayBuffer | ArrayBufferView;

/** Raw bytes, or their standard (padded) Base64 string as iAM Smart sends it. */
export type Bytes = BufferSource | string;

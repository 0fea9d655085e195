import type { Outgoing } from './http.js';

/** True if nothing can be written: the client has gone, or the response has been ended. */
export function isClosed({ destroyed, closed, writableEnded, stream }: Outgoing): boolean {
  return [destroyed, closed, writableEnded, stream?.destroyed, stream?.aborted].includes(true);
}

/**
 * Calls a function once if the client goes away before it has the whole response. Returns a
 * function that stops that.
 */
export function whenGone(outgoing: Outgoing, tell: () => void): () => void {
  const { stream } = outgoing;
  let isOver = false;
  const gone = () => {
    if (isOver) return;
    isOver = true;
    tell();
  };
  const onClose = () => {
    // HTTP/2 calls a response finished too if its client has reset the stream.
    if (stream ? !outgoing.writableEnded : !outgoing.writableFinished) gone();
  };
  outgoing.on('close', onClose);
  // HTTP/2 on Node 20: a stream with something left to write is reset, and not closed.
  stream?.on('aborted', gone);
  if (isClosed(outgoing) && !outgoing.writableEnded) gone();
  return () => {
    isOver = true;
    outgoing.off('close', onClose);
    stream?.off('aborted', gone);
  };
}

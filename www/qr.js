// QR codes as pictures.

import { encodeQR } from 'qr';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A QR code with the quiet zone that ISO/IEC 18004 asks for, four modules.
 *
 * @param {string} content
 * @param {string} label For those who cannot see it.
 */
export function qrCode(content, label) {
  const modules = encodeQR(content, 'raw', { ecc: 'medium', border: 4 });
  const dark = modules.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')),
  );
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', dark.join(''));
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${modules.length} ${modules.length}`);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  picture.append(path);
  return picture;
}

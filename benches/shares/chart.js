// A stacked bar of parts, as SVG, with a key below. It has a background of its own, since what shows a
// picture does not always have the colours that the reader prefers.

const WIDTH = 760;
const MARGIN = 20;
const BAR = 44;
const COLUMNS = 2;
const LINE = 18;
/** Parts below this share are one. */
const LEAST = 0.012;
const COLOURS = [
  '#1565c0',
  '#c2410c',
  '#15803d',
  '#7e22ce',
  '#a16207',
  '#be185d',
  '#0e7490',
  '#4d7c0f',
  '#b91c1c',
  '#4338ca',
  '#0f766e',
  '#9333ea',
  '#ca8a04',
  '#db2777',
  '#2563eb',
  '#65a30d',
  '#ea580c',
  '#6b7280',
];
const STYLE = `<style>
text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:15px;font-weight:600}
.end{text-anchor:end}.back{fill:#fff}.edge{stroke:#fff}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.back{fill:#0d1117}.edge{stroke:#0d1117}}
</style>`;

/**
 * @param {string} title
 * @param {import('./parts.js').Share[]} shares
 */
export function stacked(title, shares) {
  const whole = shares.reduce((total, { brotli }) => total + brotli, 0);
  const large = shares.filter(({ brotli }) => brotli >= LEAST * whole);
  const small = shares.filter((share) => !large.includes(share));
  const rest = small.reduce((total, { brotli }) => total + brotli, 0);
  const shown =
    rest > 0 ? [...large, { part: `${small.length} smaller parts`, brotli: rest }] : large;
  const rows = Math.ceil(shown.length / COLUMNS);
  const height = 58 + BAR + 16 + rows * LINE + MARGIN;
  const room = WIDTH - 2 * MARGIN;
  let x = MARGIN;
  const drawn = shown.map(({ part, brotli }, place) => {
    const length = (brotli / whole) * room;
    const said = `${part}: ${brotli.toLocaleString('en')} bytes, ${percent(brotli, whole)}`;
    const colour = COLOURS[place % COLOURS.length];
    const bar = `<rect class="edge" x="${x.toFixed(1)}" y="50" width="${length.toFixed(1)}" height="${BAR}" fill="${colour}"><title>${escaped(said)}</title></rect>`;
    x += length;
    const left = MARGIN + Math.floor(place / rows) * (room / COLUMNS + 10);
    const y = 50 + BAR + 24 + (place % rows) * LINE;
    const end = left + room / COLUMNS - 20;
    return `${bar}<rect x="${left}" y="${y - 10}" width="11" height="11" fill="${colour}"/><text x="${left + 18}" y="${y}">${escaped(part)}</text><text class="end" x="${end}" y="${y}">${brotli.toLocaleString('en')}, ${percent(brotli, whole)}</text>`;
  });
  const about = shown.map(({ part, brotli }) => `${part} ${percent(brotli, whole)}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${escaped(`${title}: ${about}`)}</title>
${STYLE}
<rect class="back" width="${WIDTH}" height="${height}"/>
<text class="title" x="${MARGIN}" y="28">${escaped(title)}</text>
<text class="end" x="${WIDTH - MARGIN}" y="28">${whole.toLocaleString('en')} bytes after Brotli</text>
${drawn.join('\n')}
</svg>
`;
}

/** @param {number} part @param {number} whole */
export function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

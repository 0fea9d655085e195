// Charts as SVG, readable on light and dark pages.

const STYLE = `<style>
text{font:12px system-ui,sans-serif;fill:#333}
.title{font-size:14px;font-weight:600}
.axis,.grid{stroke:#999;stroke-width:1}.grid{stroke-opacity:.3}
.s0{stroke:#1565c0;fill:#1565c0}.s1{stroke:#c2410c;fill:#c2410c}.s2{stroke:#15803d;fill:#15803d}.s3{stroke:#7e22ce;fill:#7e22ce}
polyline{fill:none!important;stroke-width:2}
.good{fill:#86c98b}.again{fill:#f2d478}.told{fill:#9db8e8}.bad{fill:#d33}.none{fill:#bbb;fill-opacity:.25}
@media(prefers-color-scheme:dark){text{fill:#ddd}.good{fill:#2f7d3b}.again{fill:#8a6a10}.told{fill:#34568f}
.s0{stroke:#7ab8ff;fill:#7ab8ff}.s1{stroke:#ff9a62;fill:#ff9a62}.s2{stroke:#6fd08c;fill:#6fd08c}.s3{stroke:#cf9bff;fill:#cf9bff}}
</style>`;

const escaped = (text) => `${text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const text = (x, y, content, { anchor = 'start', className = '', rotate = '' } = {}) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}"${className && ` class="${className}"`}${rotate && ` transform="rotate(${rotate} ${x} ${y})"`}>${escaped(content)}</text>`;

const svg = (width, height, title, parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">\n<title>${escaped(title)}</title>\n${STYLE}\n${parts.join('\n')}\n</svg>\n`;

/**
 * Lines over a common axis.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.x
 * @param {string} chart.y
 * @param {{ name: string, points: [number, number][] }[]} chart.series
 * @param {boolean} [chart.doubling] The x axis is logarithmic, to the base 2.
 */
export function lines({ title, x, y, series, doubling = false }) {
  const [width, height, left, top, right, bottom] = [720, 360, 70, 40, 20, 60];
  const all = series.flatMap(({ points }) => points);
  const scaled = (value) => (doubling ? Math.log2(value) : value);
  const xs = all.map(([value]) => scaled(value));
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const highest = ceiling(Math.max(...all.map(([, value]) => value)));
  const at = (value) =>
    left + ((scaled(value) - first) / (last - first || 1)) * (width - left - right);
  const up = (value) => height - bottom - (value / highest) * (height - top - bottom);
  const parts = [text(left, 22, title, { className: 'title' })];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const level = up(highest * share).toFixed(1);
    parts.push(
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${level}" y2="${level}"/>`,
    );
    parts.push(text(left - 8, Number(level) + 4, short(highest * share), { anchor: 'end' }));
  }
  const marks = doubling ? [...new Set(all.map(([value]) => value))] : ticks(first, last);
  for (const mark of marks) {
    parts.push(text(at(mark).toFixed(1), height - bottom + 18, short(mark), { anchor: 'middle' }));
  }
  parts.push(text((left + width - right) / 2, height - 26, x, { anchor: 'middle' }));
  parts.push(text(16, (top + height - bottom) / 2, y, { anchor: 'middle', rotate: '-90' }));
  for (const [index, { name, points }] of series.entries()) {
    const path = points.map(([a, b]) => `${at(a).toFixed(1)},${up(b).toFixed(1)}`).join(' ');
    parts.push(`<polyline class="s${index}" points="${path}"/>`);
    const place = left + index * 160;
    parts.push(`<rect class="s${index}" x="${place}" y="${height - 16}" width="10" height="10"/>`);
    parts.push(text(place + 16, height - 7, name));
  }
  return svg(width, height, title, parts);
}

/**
 * A matrix of cells.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string[]} chart.rows
 * @param {string[]} chart.columns
 * @param {(row: string, column: string) => { kind: string, mark: string } | undefined} chart.cell
 * @param {Record<string, string>} chart.legend Meaning of each kind.
 */
export function matrix({ title, rows, columns, cell, legend }) {
  const [size, left, top] = [26, 230, 170];
  const width = Math.max(left + columns.length * size + 90, 700);
  const height = top + rows.length * size + 40;
  const parts = [text(12, 22, title, { className: 'title' })];
  for (const [index, name] of columns.entries()) {
    const x = left + index * size + 17;
    parts.push(text(x, top - 8, name, { rotate: '-60' }));
  }
  for (const [line, row] of rows.entries()) {
    const y = top + line * size;
    parts.push(text(left - 8, y + 17, row, { anchor: 'end' }));
    for (const [index, column] of columns.entries()) {
      const found = cell(row, column);
      const x = left + index * size;
      const kind = found?.kind ?? 'none';
      parts.push(
        `<rect class="${kind}" x="${x + 1}" y="${y + 1}" width="${size - 2}" height="${size - 2}"/>`,
      );
      if (found) parts.push(text(x + size / 2, y + 17, found.mark, { anchor: 'middle' }));
    }
  }
  for (const [index, [kind, meaning]] of Object.entries(legend).entries()) {
    const x = 12 + index * 170;
    parts.push(`<rect class="${kind}" x="${x}" y="${height - 24}" width="12" height="12"/>`);
    parts.push(text(x + 18, height - 14, meaning));
  }
  return svg(width, height, title, parts);
}

function ceiling(value) {
  const unit = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * unit).find((level) => level >= value) ?? value;
}

function ticks(first, last) {
  return Array.from({ length: 6 }, (_, index) => first + ((last - first) * index) / 5);
}

const short = (value) =>
  value >= 100 || Number.isInteger(value) ? `${Math.round(value)}` : value.toFixed(1);

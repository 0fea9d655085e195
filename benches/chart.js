// Charts as SVG: bars for a table, lines on logarithmic axes for growth. They have a background of
// their own, since what shows a picture does not always have the colours that the reader prefers.

import { digits, isRate, OURS, shown } from './table.js';

/** @typedef {import('./table.js').JudgedRow} JudgedRow */
/** @typedef {import('./growth.js').JudgedGrowth} JudgedGrowth */

export const WIDTH = 760;
export const MARGIN = 20;
const STYLE = `<style>
text{font:12px system-ui,sans-serif;fill:#24292f}
.title{font-size:15px;font-weight:600}.work{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}
.back{fill:#fff}.axis{stroke:#8c959f}.grid{stroke:#8c959f;stroke-opacity:.3}
.ours{fill:#1565c0}.peer{fill:#b6bdc5}.limit{fill:none;stroke:#8c959f;stroke-dasharray:3 2}
.goal{stroke:#24292f;stroke-width:2}.guide{stroke:#8c959f;stroke-dasharray:5 4;fill:none}
.line{fill:none;stroke-width:2}
.s0{stroke:#1565c0}.s1{stroke:#c2410c}.s2{stroke:#15803d}.s3{stroke:#7e22ce}.s4{stroke:#a16207}.s5{stroke:#be185d}.s6{stroke:#0f766e}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.back{fill:#0d1117}.ours{fill:#58a6ff}.peer{fill:#57606a}
.goal{stroke:#e6edf3}
.s0{stroke:#58a6ff}.s1{stroke:#ff9a62}.s2{stroke:#6fd08c}.s3{stroke:#cf9bff}.s4{stroke:#e3b341}.s5{stroke:#ff8ac4}.s6{stroke:#5eead4}}
</style>`;

const NAMES = 220;
const LABELS = 180;
/** The width of a figure. */
const LABEL = 100;
const BAR = 16;
/** A bar is cut where it is so often as long as ours, so that ours is seen. */
const CUT = 6;

/**
 * A chart of bars: of each row the contestants, to a scale of the row's own, and where the goal is.
 *
 * @param {string} title
 * @param {string} unit
 * @param {JudgedRow[]} rows
 */
export function bars(title, unit, rows) {
  let y = 56;
  const drawn = rows.map((row) => {
    const text = barsOf(row, unit, y);
    y += 26 + row.contestants.length * (BAR + 4) + 8;
    return text;
  });
  const said = [isRate(unit) ? 'longer is better' : 'shorter is better'];
  if (rows.some(({ contestants }) => contestants.length > 1)) said.push('× beside iamsmart');
  if (rows.some(({ goals }) => goals.length > 0)) said.push('a thick line is the goal');
  if (rows.some(({ limit }) => limit)) said.push("dashed is the platform's limit");
  const key = `<text x="${MARGIN}" y="46">${said.join('; ')}</text>`;
  return svg(title, rows.map((row) => told(row, unit)).join(' '), y, [key, ...drawn]);
}

/**
 * @param {JudgedRow} row
 * @param {string} unit
 * @param {number} top
 */
function barsOf({ work, engine, contestants, limit, goals }, unit, top) {
  const [ours] = contestants;
  const targets = goals.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const longest = Math.max(...contestants.map(({ median }) => median), ...targets);
  const full = Math.min(longest, Math.max(ours.median, ...targets) * CUT) || 1;
  const room = WIDTH - 2 * MARGIN - NAMES - LABELS;
  const length = (value) => Math.max(1, (Math.min(value, full) / full) * room);
  const left = MARGIN + NAMES;
  const parts = [
    `<text x="${MARGIN}" y="${top + 14}" class="work">${escaped(`${work}, ${engine}`)}</text>`,
  ];
  const marks = targets.map((target) => left + length(target));
  for (const [index, { name, median }] of contestants.entries()) {
    const y = top + 22 + index * (BAR + 4);
    const kind = name === limit ? 'limit' : name.startsWith(OURS) ? 'ours' : 'peer';
    const end = left + length(median);
    const edge = median > full ? 'l-6 4 6 4-6 4 6 4' : `v${BAR}`;
    const beside = index === 0 ? '' : `, ${digits(median / ours.median)} ×`;
    // The goals' marks are on the first bar.
    const near = marks.filter((mark) => index === 0 && mark > end && mark < end + LABEL);
    const label = Math.max(end, ...near) + 8;
    parts.push(
      `<text x="${left - 8}" y="${y + 12}" class="end">${escaped(name)}</text>`,
      `<path class="${kind}" d="M${left} ${y}H${fixed(end)}${edge}H${left}z"/>`,
      `<text x="${fixed(label)}" y="${y + 12}">${shown(median, unit)}${beside}</text>`,
    );
  }
  for (const mark of marks) {
    parts.push(`<path class="goal" d="M${fixed(mark)} ${top + 19}v${BAR + 6}"/>`);
  }
  return parts.join('\n');
}

/** A row as a sentence. @param {JudgedRow} row @param {string} unit */
function told({ work, engine, contestants, goals }, unit) {
  const figures = contestants.map(({ name, median }) => `${name} ${shown(median, unit)}`);
  const reached = goals.map(({ goal, met }) => `; the goal, ${goal}, is ${met ? 'met' : 'missed'}`);
  return `${work}, ${engine}: ${figures.join(', ')}${reached.join('')}.`;
}

/** The first is the first series' alone. */
const COLOURS = 7;

const PLOT = { left: 80, right: WIDTH - 30, height: 300 };

/**
 * A chart of lines on logarithmic axes, each with its slope, and dashed how n log n would go on from
 * the first point.
 *
 * @param {import('./table.js').Growth} growth
 * @param {JudgedGrowth} judged
 */
export function lines({ title, x: grows, unit }, { series }) {
  const top = 50 + series.length * 18;
  const all = series.flatMap(({ points }) => points);
  const across = axis(
    all.map(({ x }) => x),
    PLOT.left,
    PLOT.right,
  );
  const up = axis(
    all.map(({ y }) => y),
    top + PLOT.height,
    top,
  );
  const bottom = top + PLOT.height;
  const place = ({ x, y }) => `${fixed(across.at(x))},${fixed(up.at(y))}`;

  const parts = [
    ...across.ticks.map((tick) => {
      const x = fixed(across.at(tick));
      return `<path class="grid" d="M${x} ${top}V${bottom}"/><text x="${x}" y="${bottom + 18}" class="middle">${short(tick)}</text>`;
    }),
    ...up.ticks.map((tick) => {
      const y = fixed(up.at(tick));
      return `<path class="grid" d="M${PLOT.left} ${y}H${PLOT.right}"/><text x="${PLOT.left - 8}" y="${Number(y) + 4}" class="end">${short(tick)}</text>`;
    }),
    `<path class="axis" fill="none" d="M${PLOT.left} ${top}V${bottom}H${PLOT.right}"/>`,
    `<text x="${PLOT.right}" y="${bottom + 38}" class="end">${escaped(grows)}</text>`,
    `<text x="${PLOT.left}" y="${bottom + 38}">dashed: n log n</text>`,
    `<text x="${PLOT.left - 8}" y="${top - 12}" class="end">${escaped(unit)}</text>`,
    guide(series[0].points, across, up),
  ];
  const drawn = series.map(({ name, points, slope }, index) => {
    const colour = `s${index && 1 + ((index - 1) % (COLOURS - 1))}`;
    const y = 50 + index * 18;
    const circles = points.map((point) => {
      const [x, y] = place(point).split(',');
      return `<circle class="line ${colour}" cx="${x}" cy="${y}" r="2.5"/>`;
    });
    return [
      `<polyline class="line ${colour}" points="${points.map(place).join(' ')}"/>`,
      ...circles,
      `<path class="line ${colour}" d="M${PLOT.left} ${y - 4}h24"/>`,
      `<text x="${PLOT.left + 32}" y="${y}">${escaped(name)}, slope ${slope.toFixed(2)}</text>`,
    ].join('\n');
  });
  // The first one, which the others are compared with, is on top.
  parts.push(...drawn.reverse());
  const said = series.map(({ name, points, slope }) => {
    const from = points[0];
    const to = points[points.length - 1];
    return `${name}: ${shown(from.y, unit)} at ${short(from.x)} ${grows}, ${shown(to.y, unit)} at ${short(to.x)}, slope ${slope.toFixed(2)}.`;
  });
  return svg(title, said.join(' '), bottom + 50, parts);
}

/** How n log n goes on from the first point, inside of the plot. */
function guide(points, across, up) {
  const [first] = points;
  const last = points[points.length - 1];
  const y = (x) => (first.y * x * Math.log(x + 1)) / (first.x * Math.log(first.x + 1));
  const steps = Array.from({ length: 41 }, (_, i) => first.x * (last.x / first.x) ** (i / 40));
  const inside = steps.filter((x) => y(x) <= up.most && y(x) >= up.least);
  const at = inside.map((x) => `${fixed(across.at(x))},${fixed(up.at(y(x)))}`);
  return `<polyline class="guide" points="${at.join(' ')}"/>`;
}

/**
 * A logarithmic axis with a tick at each power of ten, and between them if those are few.
 *
 * @param {number[]} values
 * @param {number} from
 * @param {number} to
 */
function axis(values, from, to) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const span = Math.log(most / least) || 1;
  const at = (value) => from + (Math.log(value / least) / span) * (to - from);
  const powers = Array.from({ length: 30 }, (_, i) => 10 ** (i - 12));
  const inside = (ticks) => ticks.filter((tick) => tick >= least * 0.999 && tick <= most * 1.001);
  const tens = inside(powers);
  const ticks = tens.length > 2 ? tens : inside(powers.flatMap((ten) => [ten, 2 * ten, 5 * ten]));
  return { at, ticks, least, most };
}

/**
 * @param {string} title
 * @param {string} description for those who cannot see it
 * @param {number} height
 * @param {string[]} parts
 */
export function svg(title, description, height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${escaped(title)}</title>
<desc>${escaped(description)}</desc>
${STYLE}
<rect class="back" width="${WIDTH}" height="${height}" rx="6"/>
<text x="${MARGIN}" y="26" class="title">${escaped(title)}</text>
${parts.join('\n')}
</svg>
`;
}

/** 1000000 as 1M. @param {number} value */
function short(value) {
  for (const [size, letter] of /** @type {const} */ ([
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ])) {
    if (value >= size) return `${Number((value / size).toPrecision(3))}${letter}`;
  }
  return String(Number(value.toPrecision(3)));
}

/** @param {number} value */
export const fixed = (value) => value.toFixed(1);

/** @param {string} text */
export const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

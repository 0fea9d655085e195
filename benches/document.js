// Parts of a document that are made: between `<!-- table: NAME -->`, `<!-- growth: NAME -->`,
// `<!-- bench: conditions -->`, `<!-- bench: goals -->` or `<!-- shares: ROLE -->` and `<!-- end -->`.

import { digits, shown } from './table.js';

/** @typedef {import('./record.js').Results} Results */

const PART =
  /(<!-- (table|growth|bench|shares): ([\w-]+) -->\n)(?:(?:(?!<!-- ).)*<!-- end -->\n)?/gs;

/**
 * A document with the parts that are made anew; one for which nothing is returned stays. A mark that
 * has no end yet gets one.
 *
 * @param {string} text
 * @param {(kind: string, name: string) => string | undefined} make
 */
export function withParts(text, make) {
  return text.replaceAll(PART, (part, head, kind, name) => {
    const made = make(kind, name);
    return made === undefined ? part : `${head}${made}<!-- end -->\n`;
  });
}

/**
 * A document with the tables that are recorded.
 *
 * @param {string} text
 * @param {Results} results
 */
export function withRecorded(text, results) {
  return withParts(text, (kind, name) =>
    kind === 'shares' ? undefined : part(kind, name, results),
  );
}

/** The ids of the benches that a document shows. @param {string} text */
export function shownIn(text) {
  return [...text.matchAll(PART)].flatMap(([, , kind, name]) =>
    kind === 'table' || kind === 'growth' ? [idOf(kind, name)] : [],
  );
}

/** @param {string} kind @param {string} name */
const idOf = (kind, name) => (kind === 'growth' ? `growth-${name}` : name);

/** @param {string} kind @param {string} name @param {Results} results */
function part(kind, name, results) {
  if (kind === 'bench') {
    if (name === 'conditions') return conditions(results);
    if (name === 'goals') return goals(results);
    throw new Error(`The benches have no '${name}'.`);
  }
  const id = idOf(kind, name);
  const bench = results.benches[id];
  if (!bench) throw new Error(`'${name}' is not recorded: cargo xtask bench ${name} --record`);
  const body = 'rows' in bench ? tableOf(bench) : growthOf(bench);
  return `\n${body}\n![${bench.title}](performance/${id}.svg)\n\n`;
}

/** @param {import('./record.js').RecordedTable} bench */
function tableOf({ unit, rows }) {
  const figure = ({ median, spread }) => `${shown(median, unit)} ± ${digits(100 * spread)} %`;
  const body = rows.map(({ work, engine, contestants, best, overPeers, limit, ofLimit, goals }) => {
    const [ours, ...others] = contestants;
    return [
      `${work}, ${engine}`,
      figure(ours),
      others.map((other) => `${other.name} ${figure(other)}`).join('<br>'),
      best ? digits(overPeers ?? 0) : '',
      limit ? digits(ofLimit ?? 0) : '',
      goals.map(({ goal, met }) => `${goal}: ${met ? 'met' : '**missed**'}`).join('<br>'),
    ];
  });
  const head = ['work', 'iamsmart', 'beside it', '× best peer', '× limit', 'goal'];
  const notes = new Set(rows.flatMap(({ note }) => (note ? [`- ${note}\n`] : [])));
  const said = [...notes].join('');
  return `${markdown(head, body)}${said && `\n${said}`}`;
}

/** @param {import('./record.js').RecordedGrowth} bench */
function growthOf({ x, unit, series, goals }) {
  const body = series.map(({ name, points, slope }) => {
    const [from, to] = [points[0], points[points.length - 1]];
    const own = goals.filter(({ goal }) => goal.startsWith(`${name}: `));
    const rules = own.map(({ goal, value, met }) => {
      const rule = goal.slice(name.length + 2);
      return `${rule}: ${digits(value)}, ${met ? 'met' : '**missed**'}`;
    });
    return [
      name,
      `${shown(from.y, unit)} at ${from.x.toLocaleString('en')}`,
      `${shown(to.y, unit)} at ${to.x.toLocaleString('en')}`,
      slope.toFixed(2),
      rules.join('<br>'),
    ];
  });
  return markdown(['', `fewest ${x}`, `most ${x}`, 'slope', 'goal'], body);
}

/** When and where it was measured. @param {Results} results */
function conditions({ benches }) {
  const all = Object.values(benches).map((bench) => bench.conditions);
  const different = [...new Set(all)];
  if (different.length === 1) return `\nMeasured ${all[0]}.\n\n`;
  const namesOf = (one) => Object.keys(benches).filter((name) => benches[name].conditions === one);
  const lines = different.map((one) => `- Measured ${one}: ${namesOf(one).join(', ')}\n`);
  return `\n${lines.join('')}\n`;
}

/** All benches at a glance: how far ahead, and which goals are missed. @param {Results} results */
function goals({ benches }) {
  const body = Object.values(benches).map((bench) => {
    const rows = 'rows' in bench ? bench.rows : [];
    const reached = 'rows' in bench ? rows.flatMap((row) => row.goals) : bench.goals;
    const missed = reached.filter(({ met }) => !met).length;
    return [
      bench.title,
      range(rows.map(({ overPeers }) => overPeers)),
      range(rows.map(({ ofLimit }) => ofLimit)),
      reached.length > 0 ? `${reached.length - missed} of ${reached.length}` : '',
    ];
  });
  return `\n${markdown(['', '× best peer', '× limit', 'goals met'], body)}\n`;
}

/** From the least to the most. @param {(number | undefined)[]} values */
function range(values) {
  const there = values.filter((value) => value !== undefined);
  if (there.length === 0) return '';
  const [least, most] = [Math.min(...there), Math.max(...there)].map(digits);
  return least === most ? least : `${least} to ${most}`;
}

/**
 * A table in Markdown.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {string[]} rule of each column: '--:' puts it to the right
 */
export function markdown(head, rows, rule = head.map(() => '---')) {
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return [head, rule, ...rows].map(line).join('');
}

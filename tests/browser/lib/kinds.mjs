// The kinds of pages of a site, told from their addresses, and which page stands for each kind.
import { statSync } from 'node:fs';
import path from 'node:path';
import { KNOWN } from './content.mjs';
import { filesOf, folderOf } from './sites.mjs';

const PERIOD = '(-?\\d{4,}(-\\d\\d)?|undated)(-part-\\d+)?';
const RULES = [
  [/^index\.html$/, 'home'],
  [/^404\.html$/, '404'],
  [/^timeline\/index\.html$/, 'timeline'],
  [/^timeline\/-?\d{4,}\.html$/, 'timeline-year'],
  [/^timeline\/-?\d{4,}-\d\d(-part-\d+)?\.html$/, 'timeline-month'],
  [/^timeline\/undated(-part-\d+)?\.html$/, 'timeline-undated'],
  [/^embed\/timeline\.html$/, 'embed'],
  [/^conflicts\/.*--.*\.html$/, 'side'],
  [/^actors\/.*--statements-\d+\.html$/, 'statement'],
  [/^actors\/.*--.*\.html$/, 'pair'],
  [/^articles\//, 'article'],
  [/^([a-z]+)\/index\.html$/, (m) => `${m[1]}-index`],
  [new RegExp(`^([a-z]+)s/.*-${PERIOD}\\.html$`), (m) => `${m[1]}-period`],
  [/^([a-z]+)s\//, (m) => m[1]],
  [/^(claims|sources|corrections|search|download)(-\d+)?\.html$/, (m) => m[1]],
  [/^[^/]+\.html$/, 'page'],
];

/** Every kind that the sites together must show. */
export const REQUIRED = [
  'home', 'timeline', 'timeline-year', 'timeline-month', 'article', 'retracted', 'actors-index', 'actor', 'actor-period', 'pair',
  'statements-index',
  'places-index', 'place', 'event', 'conflicts-index', 'conflict', 'side', 'type', 'embed', 'tags-index', 'tag', 'page', '404', 'redirect',
  'claims', 'sources', 'corrections', 'download',
];

export function kindOf(name, file) {
  const known = KNOWN[name] ?? {};
  if (known.redirects?.includes(file)) return 'redirect';
  if (known.retracted === file) return 'retracted';
  for (const [pattern, kind] of RULES) {
    const match = pattern.exec(file);
    if (match) return typeof kind === 'function' ? kind(match) : kind;
  }
  return 'other';
}

/** All pages of a site. */
export const pagesOf = (name) => filesOf(name).filter((file) => file.endsWith('.html'));

/** The pages of a site that stand for all: of each kind one of great size, of articles a small one too. */
export function representatives(name) {
  const size = (file) => statSync(path.join(folderOf(name), file)).size;
  const byKind = new Map();
  for (const file of pagesOf(name)) {
    const kind = kindOf(name, file);
    byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
  }
  return [...byKind].flatMap(([kind, files]) => {
    files.sort((a, b) => size(b) - size(a));
    const all = kind === 'article' && (name === 'stress' || name === 'rtl');
    // A site of 700 articles shows its kinds by the least of each: how much a page can bear is asked elsewhere.
    if (name === 'many') files.reverse();
    const chosen = all ? files : kind === 'article' && name === 'demo' ? [files[0], files.at(-1)] : [files[0]];
    return chosen.map((file) => ({ name, kind, file }));
  });
}

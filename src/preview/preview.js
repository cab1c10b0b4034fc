// Added to every page by `dateline serve`, and by nothing else. It hears of changes through a web socket, patches the page
// in place, and shows its editor what is wrong. Own code, classic script, no library.
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script || window.datelinePreview) return;
  window.datelinePreview = true;
  let mark = script.dataset.mark;
  script.remove();

  // 1 Patching ------------------------------------------------------------------------
  //
  // `past` is the page as the server last gave it, `live` leads from its nodes to those on the screen. What differs between
  // the past and the new page is done to both. So what scripts and people have done to the screen since stays as it is.

  const live = new WeakMap();
  const stale = new WeakMap();

  const pair = (own, shown) => {
    live.set(own, shown);
    let [a, b] = [own.firstChild, shown.firstChild];
    for (; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  };

  // White space after the end of the body is no part of it, but parsers put it there.
  const tidied = (root) => {
    const body = root.querySelector('body');
    while (body?.lastChild?.nodeType === 3 && !body.lastChild.data.trim()) body.lastChild.remove();
    return root;
  };

  const past = document.documentElement.cloneNode(true);
  pair(past, document.documentElement);
  tidied(past);

  const isStyle = (node) => node.nodeName === 'LINK' && /(^|\s)stylesheet(\s|$)/i.test(node.rel);
  const isProgram = (node) => node.nodeName === 'SCRIPT' && (!node.type || /javascript|module|importmap/i.test(node.type));
  const programs = (root) => [...root.querySelectorAll('script')].filter(isProgram).map((s) => `${s.getAttribute('src')} ${s.text}`).join('\n');

  const patchText = (own, data) => {
    const shown = live.get(own);
    if (shown && shown.data === own.data) {
      // Only what differs, so that a selection in the rest stays.
      const old = own.data;
      const most = Math.min(old.length, data.length);
      let start = 0;
      while (start < most && old[start] === data[start]) start++;
      let end = 0;
      while (end < most - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end++;
      shown.replaceData(start, old.length - start - end, data.slice(start, data.length - end));
    } else if (shown) {
      shown.data = data;
    }
    own.data = data;
  };

  // The old style stays until the new one is there, so that the page is never bare.
  const swapStyle = (own, change) => {
    const old = live.get(own);
    if (!old?.parentNode) return;
    const next = old.cloneNode();
    change(next);
    const waiting = [...(stale.get(own) ?? []), old];
    stale.set(own, waiting);
    const done = () => {
      if (live.get(own) !== next) return;
      for (const link of waiting) link.remove();
      stale.delete(own);
    };
    next.addEventListener('load', done);
    next.addEventListener('error', done);
    old.after(next);
    live.set(own, next);
  };

  const patchAttributes = (own, next) => {
    const change = (node, name, value) => (value === null ? node?.removeAttribute(name) : node?.setAttribute(name, value));
    const names = new Set([...own.getAttributeNames(), ...next.getAttributeNames()]);
    const differ = [...names].filter((name) => own.getAttribute(name) !== next.getAttribute(name));
    if (!differ.length) return;
    if (isStyle(own) && isStyle(next)) {
      swapStyle(own, (link) => differ.forEach((name) => change(link, name, next.getAttribute(name))));
    } else {
      for (const name of differ) change(live.get(own), name, next.getAttribute(name));
    }
    for (const name of differ) change(own, name, next.getAttribute(name));
  };

  const insert = (parent, node, before) => {
    const own = node.cloneNode(true);
    const shown = document.importNode(node, true);
    parent.insertBefore(own, before);
    pair(own, shown);
    const at = live.get(parent);
    if (!at) return;
    for (let next = before; next; next = next.nextSibling) {
      const place = live.get(next);
      if (place?.parentNode === at) return at.insertBefore(shown, place);
    }
    // After the last that is known, and before what scripts have added.
    for (let last = own.previousSibling; last; last = last.previousSibling) {
      const place = live.get(last);
      if (place?.parentNode === at) return place.after(shown);
    }
    at.prepend(shown);
  };

  const remove = (own) => {
    live.get(own)?.remove();
    for (const link of stale.get(own) ?? []) link.remove();
    own.remove();
  };

  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');

  // The nodes of both lists that are the same, as pairs of places: a longest common subsequence.
  const anchors = (a, b) => {
    const numbers = new Map();
    const number = (node) => {
      const text = node.outerHTML ?? `${node.nodeType} ${node.data}`;
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      return numbers.get(text);
    };
    const [x, y] = [a.map(number), b.map(number)];
    if (x.length * y.length > 250_000) {
      // Too many for a table: each takes the next that is the same.
      const pairs = [];
      const places = new Map();
      x.forEach((n, i) => places.set(n, [...(places.get(n) ?? []), i]));
      let from = 0;
      y.forEach((n, j) => {
        const i = places.get(n)?.find((place) => place >= from);
        if (i !== undefined && i - from < 200) {
          pairs.push([i, j]);
          from = i + 1;
        }
      });
      return pairs;
    }
    const width = y.length + 1;
    const table = new Uint16Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        table[i * width + j] = x[i] === y[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < x.length && j < y.length;) {
      if (x[i] === y[j]) pairs.push([i++, j++]);
      else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++;
      else j++;
    }
    return pairs;
  };

  const patchChildren = (own, next) => {
    let [a, b] = [[...own.childNodes], [...next.childNodes]];
    while (a.length && b.length && a[0].isEqualNode(b[0])) {
      a.shift();
      b.shift();
    }
    let after = null;
    while (a.length && b.length && a.at(-1).isEqualNode(b.at(-1))) {
      after = a.pop();
      b.pop();
    }
    if (!a.length && !b.length) return;
    const pairs = a.length > 1 || b.length > 1 ? anchors(a, b) : [];
    let [i, j] = [0, 0];
    for (const [x, y] of [...pairs, [a.length, b.length]]) {
      const [olds, news] = [a.slice(i, x), b.slice(j, y)];
      const end = a[x] ?? after;
      // Between two that stay: those of one name are the same in other words.
      let from = 0;
      for (const node of news) {
        let at = from;
        while (at < olds.length && !alike(olds[at], node)) at++;
        if (at < olds.length) {
          for (const gone of olds.slice(from, at)) remove(gone);
          from = at + 1;
          patch(olds[at], node);
        } else {
          insert(own, node, olds[from] ?? end);
        }
      }
      for (const gone of olds.slice(from)) remove(gone);
      [i, j] = [x + 1, y + 1];
    }
  };

  const patch = (own, next) => {
    if (own.nodeType !== 1) {
      if (own.data !== next.data) patchText(own, next.data);
      return;
    }
    patchAttributes(own, next);
    // Without scripts its content is markup, with them it is text: not to be compared.
    if (own.nodeName === 'NOSCRIPT') return;
    patchChildren(own, next);
  };

  const show = (page) => {
    const next = tidied(new DOMParser().parseFromString(page, 'text/html').documentElement);
    if (programs(past) !== programs(next)) {
      // What scripts have made of the old page does not fit the new one. The browser keeps the place.
      location.reload();
      return false;
    }
    patch(past, next);
    return true;
  };

  // Files that keep their address get a new one that leads to the same.
  const refresh = (assets, number) => {
    const changed = new Set(assets.map((address) => new URL(address, location.origin).pathname));
    const fresh = (address) => {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin || !changed.has(url.pathname)) return null;
      found.add(url.pathname);
      url.searchParams.set('preview', number);
      return url.href;
    };
    const found = new Set();
    const styles = [...past.querySelectorAll('link')].filter(isStyle);
    for (const own of styles) {
      const link = live.get(own);
      if (!link?.isConnected) continue;
      const address = fresh(link.href);
      // One that was just exchanged has its new address already.
      if (address && !stale.has(own)) swapStyle(own, (next) => { next.href = address; });
    }
    for (const node of document.querySelectorAll('[src], [srcset], [poster], image[href], object[data]')) {
      if (node.nodeName === 'SCRIPT') {
        if (fresh(node.src)) return location.reload();
        continue;
      }
      for (const name of ['src', 'poster', 'href', 'data']) {
        const address = node.hasAttribute(name) && fresh(node.getAttribute(name));
        if (address) node.setAttribute(name, address);
      }
      if (node.srcset) {
        node.srcset = node.srcset.split(/,\s+/).map((part) => {
          const [address, ...size] = part.trim().split(/\s+/);
          return [fresh(address) ?? address, ...size].join(' ');
        }).join(', ');
      }
    }
    // A picture or a font that only style sheets name.
    const left = [...changed].filter((address) => !found.has(address) && /\.(css|png|jpe?g|gif|webp|avif|svg|woff2?|ttf|otf)$/i.test(address));
    if (left.length) {
      for (const own of styles) {
        const link = live.get(own);
        const url = link && new URL(link.href);
        if (!url || url.origin !== location.origin || stale.has(own)) continue;
        url.searchParams.set('preview', number);
        swapStyle(own, (next) => { next.href = url.href; });
      }
    }
  };

  // 2 What the editor sees --------------------------------------------------------------

  const memory = {
    get: (name) => { try { return sessionStorage.getItem(`dateline ${name}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`dateline ${name}`, value); } catch { /* Then it is forgotten. */ } },
  };

  const h = (name, properties, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? '' : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  };
  const counted = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const framed = window.top !== window;
  // That page is the list itself.
  const isList = location.pathname === '/-/diagnostics.html';

  const host = h('dateline-preview', { hidden: true });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = h('link', { rel: 'stylesheet', href: '/-/preview.css', onload: () => { host.hidden = false; } });
  const bar = h('aside', { class: 'bar', 'aria-label': 'Preview', lang: 'en', dir: 'ltr' });
  const overlay = h('section', { class: 'overlay', role: 'dialog', 'aria-labelledby': 'title', lang: 'en', dir: 'ltr', hidden: true });
  const said = h('p', { class: 'said', role: 'status', 'aria-live': 'polite' });
  root.append(sheet, overlay, bar);

  // Above the page, not on it.
  const bandHost = h('dateline-band', { hidden: true });
  const band = h('aside', { class: 'band', 'aria-label': 'Status of this page', lang: 'en', dir: 'ltr' });
  bandHost.attachShadow({ mode: 'open' }).append(sheet.cloneNode(), band);

  // The bar never lies on the page's last words, nor on what has the focus.
  const room = new CSSStyleSheet();
  const makeRoom = () => {
    const height = Math.ceil(bar.getBoundingClientRect().height);
    overlay.style.insetBlockEnd = `${height}px`;
    room.replaceSync(`@media screen { body { padding-block-end: ${height}px } html { scroll-padding-block-end: ${height + 16}px } }`);
  };

  let state = null;
  let connected = true;
  let opened = null;

  const errorsOf = (message) => JSON.stringify([message.failure, ...message.notes.filter((note) => note.severity === 'error').map((note) => [note.message, note.place?.split(':')[0]])]);

  const close = (by) => {
    if (overlay.hidden) return;
    const inside = root.activeElement && overlay.contains(root.activeElement);
    overlay.hidden = true;
    opened = null;
    if (by === 'person' && state) memory.set('closed', errorsOf(state));
    if (inside) bar.querySelector('.problems')?.focus();
    drawBar();
  };
  const open = (why) => {
    opened = why;
    overlay.hidden = false;
    drawOverlay();
    drawBar();
    if (why === 'person') overlay.querySelector('h2')?.focus();
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !overlay.hidden) {
      event.preventDefault();
      close('person');
    }
  });

  const drawNote = (note) => h('li', { class: `note ${note.severity}` },
    h('p', { class: 'what' }, h('span', { class: 'sort' }, note.severity), ' ', note.message, ' ', h('code', {}, note.code)),
    note.place && h('p', { class: 'where' }, note.edit ? h('a', { href: note.edit }, note.place) : note.place, note.here && ' · this page'),
    note.frame && h('pre', { tabindex: 0 }, note.frame));

  const drawOverlay = () => {
    const of = (severity) => state.notes.filter((note) => note.severity === severity);
    const [errors, warnings] = [of('error'), of('warning')];
    const unfolded = overlay.querySelector('details.warnings')?.open ?? (errors.length === 0 && !state.failure);
    const scroll = overlay.scrollTop;
    const parts = [state.errors && counted(state.errors, 'error'), state.warnings && counted(state.warnings, 'warning')].filter(Boolean);
    const title = state.failure ? 'Nothing new can be shown' : parts.join(', ') || 'Nothing is wrong';
    const hidden = state.errors + state.warnings - errors.length - warnings.length;
    const head = h('div', { class: 'head' }, h('h2', { id: 'title', tabindex: -1 }, title),
      h('button', { type: 'button', class: 'close', onclick: () => close('person') }, 'Close', h('kbd', { 'aria-hidden': 'true' }, 'Esc')));
    const focus = root.activeElement;
    const focused = focus && overlay.contains(focus) && (focus.className || focus.nodeName);
    overlay.replaceChildren(head,
      state.failure && h('p', { class: 'failure' }, state.failure),
      state.about.errors && state.about.source && h('p', { class: 'hint' }, 'Showing the last good version until this is fixed.'),
      h('ol', { class: 'notes' }, errors.map(drawNote)),
      state.about.wanted.length && h('div', { class: 'wanted' }, h('h3', {}, 'Read lines of this page that lead nowhere'),
        h('ul', {}, state.about.wanted.map(({ title, edit }) => h('li', {}, edit ? h('a', { href: edit }, title) : title)))),
      warnings.length && h('details', { class: 'warnings', open: unfolded }, h('summary', {}, counted(state.warnings, 'warning')), h('ol', { class: 'notes' }, warnings.map(drawNote))),
      h('p', { class: 'all' }, h('a', { href: '/-/diagnostics.html' }, hidden > 0 ? `All diagnostics, ${hidden} more than here` : 'All diagnostics, file by file')));
    for (const child of [...overlay.childNodes]) if (child.nodeType === 3) child.remove();
    overlay.scrollTop = scroll;
    if (focused === 'close') overlay.querySelector('.close').focus();
    else if (focused) overlay.querySelector('h2').focus();
  };

  const notice = () => {
    if (!connected) return [h('span', { class: 'notice' }, 'Not connected; trying again')];
    if (state?.gone) return [h('span', { class: 'notice' }, state.gone.text, state.gone.address && [' ', h('a', { href: state.gone.address }, 'Go there')])];
    if (state?.failure) return [h('span', { class: 'notice' }, state.failure)];
    return [];
  };

  const drawBar = () => {
    const folded = memory.get('bar') === 'hidden';
    const inBar = root.activeElement && bar.contains(root.activeElement) ? root.activeElement.className : null;
    bar.classList.toggle('folded', folded);
    const wrong = state ? (state.errors ? 'error' : state.warnings ? 'warning' : 'fine') : 'fine';
    const counts = !state ? 'Preview' : [state.errors && counted(state.errors, 'error'), state.warnings && counted(state.warnings, 'warning')].filter(Boolean).join(', ') || 'No mistakes';
    const problems = h('button', { type: 'button', class: 'problems', 'aria-expanded': String(!overlay.hidden), 'data-wrong': wrong, onclick: () => (overlay.hidden ? open('person') : close('person')) }, h('i', { 'aria-hidden': 'true' }), counts);
    const fold = h('button', { type: 'button', class: 'fold', 'aria-label': folded ? 'Show the preview’s bar' : 'Hide the preview’s bar', 'aria-expanded': String(!folded), onclick: () => { memory.set('bar', folded ? 'shown' : 'hidden'); drawBar(); } }, folded ? 'Preview' : 'Hide');
    if (folded) {
      fold.prepend(h('i', { 'aria-hidden': 'true' }));
      fold.dataset.wrong = wrong;
      bar.replaceChildren(...notice(), fold, said);
    } else {
      const about = state?.about ?? { wanted: [] };
      const here = [about.errors && counted(about.errors, 'error'), about.warnings && counted(about.warnings, 'warning')].filter(Boolean).join(', ');
      const source = about.source && (about.edit ? h('a', { class: 'edit', href: about.edit, title: `Open ${about.source} in the editor` }, about.source) : h('span', { class: 'path', title: about.source }, about.source));
      bar.replaceChildren(...[
        problems,
        ...notice(),
        h('span', { class: 'page' },
          about.status && h('strong', { class: `status ${about.status}` }, about.status),
          source,
          about.words !== null && about.words !== undefined && h('span', { class: 'words' }, counted(about.words, 'word')),
          here && h('span', { class: 'here' }, `${here} here`),
          about.wanted.length && h('span', { class: 'reads' }, `${counted(about.wanted.length, 'Read line')} to nowhere`)),
        h('span', { class: 'ways' },
          state && h('button', { type: 'button', class: 'drafts', role: 'switch', 'aria-checked': String(state.drafts), onclick: () => socket?.readyState === 1 && socket.send(state.drafts ? 'published' : 'drafts') }, h('i', { 'aria-hidden': 'true' }), 'Drafts'),
          h('a', { href: '/-/report.html' }, 'Report'),
          h('a', { href: '/-/diagnostics.html' }, 'Diagnostics'),
          fold),
        said,
      ].filter(Boolean));
      for (const span of bar.querySelectorAll('.page, .ways')) for (const child of [...span.childNodes]) if (child.nodeType === 3) child.remove();
    }
    if (inBar) (bar.querySelector(`.${inBar.split(' ')[0]}`) ?? fold).focus();
    makeRoom();
  };

  const drawBand = () => {
    const status = state?.about.status;
    const text = { draft: 'Draft. Readers do not see this page.', unverified: 'Unverified. Readers do not see this page.' }[status];
    band.textContent = text ?? '';
    band.className = `band ${status ?? ''}`;
    bandHost.hidden = !text;
    if (text && !bandHost.isConnected) document.documentElement.insertBefore(bandHost, document.body);
  };

  const draw = (message) => {
    const before = state;
    state = message;
    const broken = message.errors > 0 || message.failure;
    if (broken && overlay.hidden && !isList && memory.get('closed') !== errorsOf(message)) open('errors');
    else if (!broken && opened === 'errors') close('mended');
    else if (!overlay.hidden) drawOverlay();
    if (!broken) memory.set('closed', '');
    drawBar();
    drawBand();
    const sum = (m) => [m.errors && counted(m.errors, 'error'), m.warnings && counted(m.warnings, 'warning')].filter(Boolean).join(', ') || 'no mistakes';
    const [old, now] = [before && sum(before), sum(message)];
    if (old !== now && (before || message.errors)) said.textContent = now;
    host.dataset.number = message.number;
  };

  if (!framed) {
    const begin = () => {
      document.documentElement.append(host);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
      new ResizeObserver(makeRoom).observe(bar);
      drawBar();
    };
    // After the page's own end, so that it comes last in the order of the keyboard.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
    else begin();
  }

  // 3 The web socket --------------------------------------------------------------------

  let socket = null;
  let pause = 250;
  let ending = false;
  addEventListener('pagehide', () => { ending = true; socket?.close(); });
  addEventListener('pageshow', (event) => { if (event.persisted) { ending = false; connect(); } });

  const address = () => {
    let page = location.pathname;
    try {
      page = decodeURIComponent(page);
    } catch {
      // As it is, then.
    }
    const about = { page, mark, source: state?.about.source ?? '' };
    const query = Object.entries(about).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/-/live?${query}`;
  };

  const hear = (message) => {
    if (message.page !== undefined) {
      if (!show(message.page)) return;
      mark = message.mark;
    }
    if (message.assets?.length) refresh(message.assets, message.number);
    if (message.notes && !framed) draw(message);
  };

  const connect = () => {
    socket = new WebSocket(address());
    socket.addEventListener('open', () => {
      pause = 250;
      connected = true;
      host.dataset.connected = 'yes';
    });
    socket.addEventListener('message', (event) => hear(JSON.parse(event.data)));
    socket.addEventListener('close', () => {
      if (ending) return;
      setTimeout(connect, pause);
      if (pause > 250 && connected) {
        connected = false;
        delete host.dataset.connected;
        if (!framed) drawBar();
      }
      pause = Math.min(pause * 1.6, 4000);
    });
  };
  connect();
})();

/* Dateline: the field of the search in the masthead. Without it there is a link to the page of the search, and so it stays where there is
   no room. What searches is loaded once somebody wants to. */
(() => {
  'use strict';

  const place = document.querySelector('.find[data-search]');
  const link = place?.querySelector('a');
  if (!link) return;
  const { search: root, edition = '', parts } = place.dataset;
  const wide = matchMedia('(min-width: 48rem)');
  let form = null;
  let field = null;
  let isAsked = false;

  const script = (src) => new Promise((done) => {
    const element = document.createElement('script');
    element.src = src;
    element.onload = element.onerror = done;
    document.head.append(element);
  });

  const begin = async () => {
    if (isAsked) return;
    isAsked = true;
    const [style, folding, search] = parts.split(' ');
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = style;
    document.head.append(sheet);
    if (!self.datelineFolding?.fold) await script(folding);
    await script(search);
    const answers = document.createElement('div');
    answers.className = 'answers';
    field.form.append(answers);
    const page = link.getAttribute('href').slice(root.length);
    self.datelineSearch?.attach?.(root, { place: answers, field, whole: { isPage: false, page, edition } });
  };

  const build = () => {
    if (field || !wide.matches) return;
    form = document.createElement('form');
    form.setAttribute('role', 'search');
    field = document.createElement('input');
    field.type = 'search';
    field.autocomplete = 'off';
    field.spellcheck = false;
    field.placeholder = link.textContent;
    field.setAttribute('aria-label', link.textContent);
    field.addEventListener('focus', begin);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      // What searches is not there yet.
      if (!self.datelineSearch?.attach) location.href = `${link.href}?q=${encodeURIComponent(field.value)}`;
    });
    form.append(field);
    link.replaceWith(form);
  };

  build();
  wide.addEventListener('change', () => {
    build();
    if (!field) return;
    if (wide.matches) link.replaceWith(form);
    else form.replaceWith(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
    event.preventDefault();
    if (field?.isConnected) field.focus();
    else location.href = link.href;
  });
})();

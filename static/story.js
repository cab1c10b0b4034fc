/* The guided path, one step at a time. The page is a list of all steps without it; the address holds the step. */
(() => {
  'use strict';
  const nav = document.querySelector('.steps');
  const steps = [...document.querySelectorAll('.story > li')];
  if (!nav || steps.length < 2) return;
  const marks = [...document.querySelectorAll('.map a')];
  const button = (words, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = words;
    made.addEventListener('click', act);
    return made;
  };
  let here = 0;
  let all = false;
  const bar = document.createElement('p');
  const count = document.createElement('span');
  count.setAttribute('role', 'status');
  const back = button(nav.dataset.earlier, () => go(here - 1));
  const on = button(nav.dataset.later, () => go(here + 1));
  const every = button(nav.dataset.all, () => { all = !all; show(); });
  bar.append(back, on, count, every);
  nav.append(bar);
  const digits = new Intl.NumberFormat(document.documentElement.lang || 'en');
  const show = () => {
    steps.forEach((step, i) => { step.hidden = !all && i !== here; });
    nav.querySelectorAll('ol a').forEach((link, i) => {
      if (i === here) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    });
    nav.querySelectorAll('circle').forEach((dot) => dot.classList.toggle('here', Number(dot.dataset.step) === here + 1));
    const place = steps[here].dataset.place;
    for (const mark of marks) mark.firstElementChild.classList.toggle('here', place !== undefined && mark.getAttribute('href') === place);
    count.textContent = `${digits.format(here + 1)} / ${digits.format(steps.length)}`;
    every.setAttribute('aria-pressed', String(all));
    back.disabled = here === 0;
    on.disabled = here === steps.length - 1;
  };
  const go = (step) => {
    here = Math.min(Math.max(step, 0), steps.length - 1);
    history.replaceState(null, '', `#step-${here + 1}`);
    show();
  };
  const read = () => {
    const at = steps.findIndex((step) => `#${step.id}` === location.hash);
    if (at >= 0) here = at;
    show();
  };
  addEventListener('hashchange', read);
  nav.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(nav).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === forward) go(here + 1);
    else if (event.key === backward) go(here - 1);
    else return;
    event.preventDefault();
  });
  read();
})();

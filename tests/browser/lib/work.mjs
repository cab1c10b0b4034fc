// What a page does for an input, as counts: they are the same on every machine, however busy it is.

/**
 * Counts what a page does while `act` runs and until the next frame is painted: calls of the functions of a script, layouts,
 * and nodes that come or go.
 */
export async function work(page, script, act) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  await browser.send('Profiler.enable');
  await browser.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await page.evaluate(() => {
    const of = ({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes];
    const size = (node) => 1 + (node.querySelectorAll?.('*').length ?? 0);
    self.moved = 0;
    self.observer = new MutationObserver((all) => { for (const node of all.flatMap(of)) self.moved += size(node); });
    self.observer.observe(document, { subtree: true, childList: true });
  });
  const layouts = async () => {
    const { metrics } = await browser.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount').value;
  };
  await painted(page);
  // Asked for, the calls so far are forgotten.
  await browser.send('Profiler.takePreciseCoverage');
  await page.evaluate(() => { self.moved = 0; });
  const before = await layouts();
  await act();
  await painted(page);
  const after = await layouts();
  const { result } = await browser.send('Profiler.takePreciseCoverage');
  const functions = result.filter(({ url }) => script.test(url)).flatMap((one) => one.functions);
  const calls = functions.reduce((sum, { ranges: [{ count }] }) => sum + count, 0);
  const nodes = await page.evaluate(() => { self.observer.disconnect(); return self.moved; });
  await browser.detach();
  return { calls, layouts: after - before, nodes };
}

/** Waits until what the page has to paint is painted. */
const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

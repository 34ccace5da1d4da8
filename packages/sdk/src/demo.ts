const t0 = performance.now();
const { flow, task, getLogger, unmapped } = await import('@signalbox/sdk');
const t1 = performance.now();
let n = 0;
const flaky = task({ name: 'flaky', retries: 2, retryDelaySeconds: [0.05, 0.1], tags: ['t1'] }, async (x: number) => {
  n++;
  if (n < 2) throw new Error('nope');
  return x;
});
const add = task({ name: 'add', taskRunName: 'add-{a}' }, (a: number, b: number) => a + b);
const bad = task({ name: 'bad' }, () => {
  throw new Error('boom');
});
const child = flow({ name: 'child' }, async ({ p }: { p: number }) => add(p, 1));
const parent = flow(
  { name: 'parent-ts', flowRunName: 'par-{city}', logPrints: true, retries: 0 },
  async ({ city }: { city: string }) => {
    getLogger().info('hello %s', city);
    const a = await flaky(1);
    const f = add.submit(a, 2);
    const g = add.withOptions({ waitFor: [f] }).submit(f, 3);
    await child({ p: await g.result() });
    try {
      await bad();
    } catch (e) {
      console.log('caught', String(e));
    }
    const m = add.map([1, 2, 3, 4], unmapped(f), { concurrency: 2 });
    return await m.results();
  },
);
const t2 = performance.now();
console.log(await parent({ city: 'x' }));
console.log('boot', t0, 'import', t1 - t0, 'run', performance.now() - t2);

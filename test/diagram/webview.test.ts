import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../src/diagram/graph.ts';
import { graphOf } from '../../src/diagram/graph.ts';
import { statuses } from '../../src/diagram/overlay.ts';
import type { Overlay, OverlayStep, Status } from '../../src/diagram/overlay.ts';
import { namedElements } from '../../src/model/relations.ts';
import { designFrom } from '../support/design.ts';
import type { DiagramPage, Options, PageHost } from './page-harness.ts';
import { startPageHost } from './page-harness.ts';
import { everything } from './samples.ts';
import type { Theme } from './themes.ts';
import { themes } from './themes.ts';

/** What the functions that run in the page use of an element: tests are compiled without the browser's types. */
interface PageElement {
  readonly getAttribute: (name: string) => string | null;
  readonly computedStyleMap: () => {
    readonly get: (name: string) => { readonly toString: () => string } | undefined;
  };
}

const { topology } = designFrom(everything);
const graph = graphOf(topology, [
  { path: 'vbr.telecom-vbr/bgp', severity: 'error', message: 'Something is wrong' },
]);
const empty: Graph = { nodes: [], edges: [], notes: [], marks: [] };

let host: PageHost;
let common: DiagramPage | undefined;
const others: DiagramPage[] = [];

beforeAll(async () => {
  host = await startPageHost();
});
afterEach(async () => {
  for (const diagram of others.splice(0)) await diagram.close();
});
afterAll(async () => {
  await host.close();
});

describe('the page', () => {
  test('asks for the graph, draws every declared element, and breaks no rule of its own policy', async () => {
    const { page, received } = await showAnew();
    expect(await received()).toEqual([{ type: 'ready' }]);
    const paths = await page
      .locator('.scene [data-path]')
      .evaluateAll((shapes: readonly PageElement[]) =>
        shapes.map((shape) => shape.getAttribute('data-path')),
      );
    expect(namedElements(topology).filter(({ path }) => !paths.includes(path))).toEqual([]);
  });

  test('may not load, run or ask for anything else', async () => {
    const { page, complaints } = await showAnew();
    const outcomes = await page.evaluate(async (script: string) => {
      const tryTo = async (act: () => unknown) => {
        try {
          await act();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      return [
        await tryTo(() => fetch('https://assets.test/webview.css')),
        await new Promise((resolve) => {
          // Called by the debugger itself, it would be allowed.
          setTimeout(() => {
            resolve(tryTo(() => (0, eval)('1')));
          });
        }),
        await tryTo(() => import(script)),
      ];
    }, 'https://assets.test/webview.js');
    expect(outcomes).toEqual(['refused', 'refused', 'refused']);
    // The refusals are reported; nothing was before.
    expect(complaints.length).toBeGreaterThan(0);
  });

  test('ignores messages that are none of its own', async () => {
    const diagram = await show();
    for (const message of [null, 'x', { type: 'graph' }, { type: 'select', path: {} }, { type: 'unknown' }]) {
      await diagram.sendRaw(message);
    }
    expect(await diagram.page.locator('.scene [data-path]').count()).toBeGreaterThan(50);
  });

  test('tells how to begin when there is nothing to draw, and draws as soon as there is', async () => {
    const diagram = await open();
    await diagram.send(graphMessage(empty));
    await diagram.page.getByRole('heading', { name: 'Nothing to draw yet' }).waitFor();
    await diagram.send(graphMessage(graph));
    await shape(diagram, 'vpc.prod').waitFor();
    expect(await diagram.page.getByRole('heading').count()).toBe(0);
  });

  test('keeps the last whole picture while the text has errors, and says so', async () => {
    const diagram = await show();
    await diagram.send({ ...graphMessage({ ...graph, nodes: [] }), isPartial: true });
    await diagram.page.getByText('This is the last complete picture').waitFor();
    expect(await shape(diagram, 'vpc.prod').count()).toBe(1);
    await diagram.send(graphMessage(graph));
    await diagram.page.getByText('This is the last complete picture').waitFor({ state: 'hidden' });
  });

  test('says why there is no picture', async () => {
    const diagram = await open();
    await diagram.send({ type: 'error', message: 'The server has stopped' });
    await diagram.page.getByText('The server has stopped').waitFor();
  });

  test('draws the newest of many graphs', async () => {
    const diagram = await show();
    for (let n = 1; n <= 20; n++) {
      const { topology: next } = designFrom(`network n\nsite s "${n}" { }\n${'site t { }\n'.repeat(n % 2)}`);
      await diagram.send(graphMessage(graphOf(next)));
    }
    await diagram.page.getByRole('button', { name: 'Data center, s, 20' }).waitFor();
    expect(await diagram.page.getByRole('button', { name: 'Data center, s, 19' }).count()).toBe(0);
  });
});

describe('pointing', () => {
  test('a click selects, and asks for the text without taking the keyboard away', async () => {
    const diagram = await show();
    await shape(diagram, 'vpc.prod/vswitch.app-m').click();
    expect(await selected(diagram)).toEqual(['vpc.prod/vswitch.app-m']);
    expect((await diagram.received()).at(-1)).toEqual({
      type: 'reveal',
      path: 'vpc.prod/vswitch.app-m',
      preserveFocus: true,
    });
  });

  test('a click on a line, or on what is written on it, selects what it stands for', async () => {
    const diagram = await show();
    await diagram.page.getByText('VLAN 110', { exact: true }).click();
    expect(new Set(await selected(diagram))).toEqual(new Set(['vbr.telecom-vbr']));
  });

  test('a double click goes to the text', async () => {
    const diagram = await show();
    await shape(diagram, 'ecr.core').dblclick();
    expect((await diagram.received()).at(-1)).toEqual({
      type: 'reveal',
      path: 'ecr.core',
      preserveFocus: false,
    });
  });

  test('the caret selects, also inside of an element that is drawn', async () => {
    const diagram = await show();
    await diagram.send({ type: 'select', path: 'vbr.telecom-vbr/bgp/bfd' });
    await diagram.page.locator('.leaf.selected').waitFor();
    expect(new Set(await selected(diagram))).toEqual(new Set(['vbr.telecom-vbr']));
    await diagram.send({ type: 'select', path: null });
    await soon(() => selected(diagram)).toEqual([]);
    expect(await diagram.received()).toEqual([]);
  });

  test('the caret brings what it selects into view', async () => {
    const diagram = await showAnew({ width: 500, height: 400 });
    for (let i = 0; i < 5; i++) await diagram.page.keyboard.press('+');
    await diagram.send({ type: 'select', path: 'drill.port' });
    await soon(() => isInView(diagram, 'drill.port')).toBe(true);
    await diagram.send({ type: 'select', path: 'site.dc-sh/router.cpe-1' });
    await soon(() => isInView(diagram, 'site.dc-sh/router.cpe-1')).toBe(true);
  });

  test('dragging moves the picture and selects nothing', async () => {
    const diagram = await show();
    const before = await boxOf(diagram, 'ecr.core');
    await diagram.page.mouse.move(before.x + 5, before.y + 5);
    await diagram.page.mouse.down();
    await diagram.page.mouse.move(before.x + 65, before.y + 45, { steps: 4 });
    await diagram.page.mouse.up();
    const after = await boxOf(diagram, 'ecr.core');
    expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([60, 40]);
    expect(await selected(diagram)).toEqual([]);
  });

  test('the wheel moves, and with Ctrl it zooms on what is under the pointer', async () => {
    const diagram = await show();
    const before = await boxOf(diagram, 'ecr.core');
    await diagram.page.mouse.move(before.x, before.y);
    await diagram.page.keyboard.down('Control');
    await diagram.page.mouse.wheel(0, -100);
    await diagram.page.keyboard.up('Control');
    const zoomed = await boxOf(diagram, 'ecr.core');
    expect(zoomed.width / before.width).toBeCloseTo(Math.exp(0.5), 1);
    expect(Math.hypot(zoomed.x - before.x, zoomed.y - before.y)).toBeLessThan(2);
    await diagram.page.mouse.wheel(30, 50);
    const panned = await boxOf(diagram, 'ecr.core');
    expect([Math.round(panned.x - zoomed.x), Math.round(panned.y - zoomed.y)]).toEqual([-30, -50]);
  });

  test('a box closes over what it holds, and opens again', async () => {
    const diagram = await show();
    const toggle = diagram.page.locator('[data-toggle="vpc.prod"]');
    await toggle.click();
    await shape(diagram, 'vpc.prod/vswitch.app-m').waitFor({ state: 'detached' });
    expect(await diagram.state()).toMatchObject({ closed: ['vpc.prod'] });
    await toggle.click();
    await shape(diagram, 'vpc.prod/vswitch.app-m').waitFor();
  });
});

describe('the keyboard', () => {
  test('reaches the first shape with Tab, walks on with Tab and arrows, and goes to the text with Enter', async () => {
    const diagram = await show();
    await diagram.page.keyboard.press('Tab');
    expect(await focused(diagram)).toBe('network.retail');
    await diagram.page.keyboard.press('Tab');
    expect(await focused(diagram)).toMatch(/^site\./);
    await diagram.page.keyboard.press('Shift+Tab');
    expect(await focused(diagram)).toBe('network.retail');
    await diagram.send({ type: 'select', path: 'circuit.telecom' });
    for (const [key, path] of [
      ['ArrowRight', 'vbr.telecom-vbr'],
      ['ArrowLeft', 'circuit.telecom'],
    ] as const) {
      await diagram.page.keyboard.press(key);
      expect(await focused(diagram)).toBe(path);
    }
    await diagram.page.keyboard.press('Enter');
    expect((await diagram.received()).at(-1)).toEqual({
      type: 'reveal',
      path: 'circuit.telecom',
      preserveFocus: false,
    });
  });

  test('reaches everything with Tab, once, and leaves at the end', async () => {
    const diagram = await show();
    await diagram.page.keyboard.press('0');
    const stops = new Set(
      await diagram.page
        .locator('.scene [data-path]')
        .evaluateAll((shapes: readonly PageElement[]) =>
          shapes.map((shape) => shape.getAttribute('data-path')),
        ),
    );
    const visited: (string | null)[] = [];
    for (let i = 0; i < stops.size + 1; i++) {
      await diagram.page.keyboard.press('Tab');
      visited.push(await focused(diagram));
    }
    expect(visited.pop()).toBeNull();
    expect(new Set(visited)).toEqual(stops);
  });

  test('skips from afar what is too small to be shown', async () => {
    const diagram = await show();
    for (let i = 0; i < 5; i++) await diagram.page.keyboard.press('-');
    await diagram.send({ type: 'select', path: 'vbr.telecom-vbr' });
    await diagram.page.keyboard.press('ArrowRight');
    await diagram.page.keyboard.press('ArrowLeft');
    expect(await focused(diagram)).toBe('vbr.telecom-vbr');
    await diagram.page.keyboard.press('Tab');
    expect(await focused(diagram)).not.toBe('failover-group.fast');
    expect(await shape(diagram, 'failover-group.fast').isVisible()).toBe(false);
    expect(
      await diagram.page.getByText('telecom-vbr').and(diagram.page.locator('.far > *')).isVisible(),
    ).toBe(true);
  });

  test('shows where it is', async () => {
    const diagram = await show();
    await diagram.page.keyboard.press('Tab');
    await diagram.page.keyboard.press('Tab');
    const outline = await diagram.page
      .locator('[data-path]:focus > .frame')
      .evaluate((frame: PageElement) => frame.computedStyleMap().get('outline-style')?.toString());
    expect(outline).toBe('solid');
  });

  test('zooms, fits, and leaves with Escape', async () => {
    const diagram = await show();
    const width = async () => (await boxOf(diagram, 'ecr.core')).width;
    const fitted = await width();
    await diagram.page.keyboard.press('+');
    expect((await width()) / fitted).toBeCloseTo(1.25, 1);
    await diagram.page.keyboard.press('-');
    expect(await width()).toBeCloseTo(fitted, 0);
    await diagram.page.keyboard.press('+');
    await diagram.page.keyboard.press('f');
    await soon(width).toBeCloseTo(fitted, 0);
    await diagram.page.keyboard.press('Tab');
    await diagram.page.keyboard.press('Escape');
    await diagram.page
      .getByRole('button', { name: 'Fit to the window (F)' })
      .and(diagram.page.locator(':focus'))
      .waitFor();
  });

  test('searches by name, label and address, and goes from match to match', async () => {
    const diagram = await show();
    await diagram.page.keyboard.press('/');
    await diagram.page.keyboard.type('192.168.');
    await diagram.page.getByText(/^\d+ matches$/).waitFor();
    await diagram.page.keyboard.press('Enter');
    const [first] = await selected(diagram);
    await diagram.page.keyboard.press('Enter');
    const [second] = await selected(diagram);
    expect(first).toMatch(/^(vpc|service)\./);
    expect(second).not.toBe(first);
    await diagram.page.keyboard.press('Escape');
    expect(await focused(diagram)).toBe(second);
    expect(await diagram.page.locator('.searching').count()).toBe(0);
  });
});

describe('a screen reader', () => {
  test('finds each element by role and name, with its facts and findings', async () => {
    const { page } = await show();
    const vbr = page.getByRole('button', {
      name: /^Virtual border router, telecom-vbr, .*172\.16\.1\.2.*, 1 error$/,
    });
    expect(await vbr.count()).toBe(1);
  });

  test('hears what the caret selects', async () => {
    const diagram = await show();
    await diagram.send({ type: 'select', path: 'ecr.core' });
    await expect
      .poll(() => diagram.page.locator('[aria-live]').textContent())
      .toContain('core, AS 45104, selected');
  });
});

describe('the first view', () => {
  test('is of the whole, where there is room', async () => {
    const diagram = await showAnew({ width: 1600, height: 1200 });
    expect(await isInView(diagram, 'network.retail')).toBe(true);
    expect(await isInView(diagram, 'service.open-api')).toBe(true);
    expect(await isInView(diagram, 'drill.port')).toBe(true);
  });

  test('is of the beginning, legible, in a narrow panel', async () => {
    const diagram = await showAnew({ width: 420, height: 700 });
    expect(await isInView(diagram, 'network.retail')).toBe(true);
    const name = await diagram.page.getByText('cpe-1').and(diagram.page.locator('.far > *')).boundingBox();
    expect(name?.height).toBeGreaterThan(9);
  });
});

describe('a plan over the diagram', () => {
  test('marks what it changes by sign, colour and words, and what it leaves steps back', async () => {
    const diagram = await show();
    await diagram.send(
      overlayMessage(step('vpc.prod', 'update', ['mtu: 1500 → 8500']), step('vbr.telecom-vbr')),
    );
    const vpc = shape(diagram, 'vpc.prod');
    await diagram.page.getByRole('button', { name: /^VPC, prod, .*, to update$/ }).waitFor();
    expect(await vpc.locator('> title').textContent()).toContain(
      '~ to update: VPC vpc.prod\n    mtu: 1500 → 8500',
    );
    expect(await vpc.locator('> .overlay-sign > .sign.update').count()).toBe(1);
    expect(await opacityOf(diagram, 'vbr.telecom-vbr')).toBe('1');
    expect(await opacityOf(diagram, 'vbr.unicom-vbr')).toBe('0.5');
  });

  test('marks lines as well, where they are written on', async () => {
    const diagram = await show();
    const line = graph.edges.find(({ kind }) => kind === 'attachment')?.path ?? '';
    await diagram.send(overlayMessage(step(line)));
    await diagram.page.locator('.layer-line-labels .overlay-sign').waitFor();
    expect(await diagram.page.locator('.overlay-sign').count()).toBe(1);
  });

  test('counts, explains its signs, and lists what is not on the diagram', async () => {
    const diagram = await show();
    const gone = { ...step('vpc.old', 'delete', ['not in the design any more']), isGone: true };
    await diagram.send(overlayMessage(step('vpc.prod'), step('vpc.ai'), gone));
    const panel = diagram.page.getByRole('region', { name: "Plan for 'retail'" });
    const texts = await panel.getByRole('listitem').allInnerTexts();
    expect(texts).toEqual(['1 to delete', '2 to create', 'vpc.old VPC, to delete']);
    expect(await panel.getByText('emulator at 127.0.0.1:4010').isVisible()).toBe(true);
    expect(await panel.getByRole('progressbar').count()).toBe(0);
    await expect
      .poll(() => diagram.page.locator('[aria-live]').textContent())
      .toBe("Plan for 'retail': 2 to create, 1 to delete");
  });

  test('is gone when it is taken off, and everything is as it was', async () => {
    const diagram = await show();
    const before = await diagram.page.locator('.scene').innerHTML();
    await diagram.send(
      overlayMessage(step('vpc.prod'), step('cen.backbone'), step(graph.edges[0]?.path ?? '')),
    );
    await diagram.page.getByRole('button', { name: 'Take this off the diagram' }).click();
    expect((await diagram.received()).at(-1)).toEqual({ type: 'clearOverlay' });
    await diagram.send({ type: 'overlay', overlay: null });
    await diagram.page.getByRole('region', { name: "Plan for 'retail'" }).waitFor({ state: 'hidden' });
    const withoutTraces = (html: string) => html.replaceAll(/ (class|data-status)="[^"]*"/g, '');
    expect(withoutTraces(await diagram.page.locator('.scene').innerHTML())).toBe(withoutTraces(before));
    expect(await diagram.page.locator('.overlaid, [data-status]').count()).toBe(0);
  });

  test('stays where a box is closed over it, where findings come and go, and over a new picture', async () => {
    const diagram = await show();
    await diagram.send(overlayMessage(step('vpc.prod/vswitch.app-m'), step('vpc.prod/vswitch.app-l')));
    const toggle = diagram.page.locator('[data-toggle="vpc.prod"]');
    await toggle.click();
    await diagram.page.getByRole('button', { name: /^VPC, prod, .*, 2 to create$/ }).waitFor();
    expect(await shape(diagram, 'vpc.prod').locator('> .overlay-sign text').textContent()).toBe('2');
    await toggle.click();
    await diagram.page.getByRole('button', { name: /^vSwitch, app-m, .*, to create$/ }).waitFor();
    await diagram.send(
      graphMessage(graphOf(topology, [{ path: 'ecr.core', severity: 'warning', message: 'x' }])),
    );
    await diagram.page.getByRole('button', { name: /router, core,.*1 warning$/i }).waitFor();
    expect(await diagram.page.locator('.overlay-sign').count()).toBe(2);
  });
});

describe('a run over the diagram', () => {
  test('follows each step, and touches nothing else', async () => {
    const diagram = await show();
    const steps = [step('vpc.prod', 'waiting'), step('vpc.ai', 'waiting')];
    await diagram.send({ type: 'overlay', overlay: { ...overlay(steps), kind: 'run' } });
    const sign = shape(diagram, 'vpc.ai').locator('> .overlay-sign');
    const untouched = await sign.evaluateHandle((node: unknown) => node);
    const bar = diagram.page.getByRole('progressbar');
    for (const [status, over] of [
      ['running', '0'],
      ['failed', '1'],
    ] as const) {
      const changes = [{ address: 'vpc.prod', status, details: ['no quota'] }];
      await diagram.send({ type: 'progress', changes, title: 'Applying' });
      await shape(diagram, 'vpc.prod').locator(`.sign.${status}`).waitFor();
      await expect.poll(() => bar.getAttribute('value')).toBe(over);
    }
    expect(await shape(diagram, 'vpc.prod').locator('> title').textContent()).toContain('no quota');
    expect(await sign.evaluate((now: unknown, then: unknown) => now === then, untouched)).toBe(true);
  });

  test('shows what it deleted as gone, and what is left as there', async () => {
    const diagram = await show();
    const all = [step('vpc.prod', 'running'), step('vpc.ai', 'done')];
    await diagram.send({ type: 'overlay', overlay: { ...overlay(all), kind: 'run' } });
    const changes = [{ address: 'vpc.prod', status: 'deleted' }] as const;
    await diagram.send({ type: 'progress', changes, title: "Destroyed 'retail'" });
    await shape(diagram, 'vpc.prod').locator('> .overlay-sign > .sign.deleted').waitFor();
    expect(await opacityOf(diagram, 'vpc.prod', '> .near > .title')).toBe('0.45');
    expect(await opacityOf(diagram, 'vpc.ai', '> .near > .title')).toBe('1');
    expect(await opacityOf(diagram, 'vpc.prod', '> .overlay-sign')).toBe('1');
    const panel = diagram.page.getByRole('region', { name: "Destroyed 'retail'" });
    expect(await panel.getByRole('listitem').allInnerTexts()).toEqual(['1 done', '1 deleted']);
    expect(await panel.getByRole('progressbar').getAttribute('value')).toBe('2');
  });

  test('of 300 steps is drawn in less time than one of its batches takes to come', async () => {
    const vpcs = Array.from({ length: 300 }, (_, n) => `vpc v${n} in cn-shanghai { }`).join('\n');
    const large = graphOf(designFrom(`network n { region cn-shanghai }\n${vpcs}`).topology);
    const diagram = await open();
    await diagram.send(graphMessage(large));
    await shape(diagram, 'vpc.v299').waitFor({ state: 'attached' });
    const steps = Array.from({ length: 300 }, (_, n) => step(`vpc.v${n}`, 'waiting'));
    await diagram.send({ type: 'overlay', overlay: { ...overlay(steps), kind: 'run' } });
    const changes = steps.slice(0, 32).map(({ address }) => ({ address, status: 'running' }) as const);
    const took = await diagram.page.evaluate(
      (data) => {
        const stage = globalThis as unknown as {
          readonly dispatchEvent: (event: unknown) => void;
          readonly MessageEvent: new (type: string, init: { readonly data: unknown }) => unknown;
        };
        const times = Array.from({ length: 9 }, () => {
          const start = performance.now();
          stage.dispatchEvent(new stage.MessageEvent('message', { data }));
          return performance.now() - start;
        });
        return times.sort((a, b) => a - b)[4] ?? Infinity;
      },
      { type: 'progress', changes },
    );
    expect(await diagram.page.locator('.sign.running').count()).toBe(33);
    expect(took).toBeLessThan(100);
  });
});

describe('small edits', () => {
  test('leave what is selected where it is', async () => {
    const diagram = await show();
    await diagram.send({ type: 'select', path: 'vpc.prod' });
    const before = await boxOf(diagram, 'vpc.prod');
    const grown = designFrom(
      `${everything}\nsite another { prefix 10.99.0.0/16 }\nvpc early in cn-beijing { }`,
    );
    await diagram.send(graphMessage(graphOf(grown.topology)));
    await shape(diagram, 'site.another').waitFor();
    const after = await boxOf(diagram, 'vpc.prod');
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(2);
  });

  test('that only change findings move nothing', async () => {
    const diagram = await show();
    const before = await boxOf(diagram, 'drill.port');
    await diagram.send(
      graphMessage(graphOf(topology, [{ path: 'ecr.core', severity: 'warning', message: 'x' }])),
    );
    await diagram.page.getByRole('button', { name: /router, core,.*1 warning$/i }).waitFor();
    expect(await boxOf(diagram, 'drill.port')).toEqual(before);
  });

  test('keep the keyboard where it is', async () => {
    const diagram = await show();
    await shape(diagram, 'ecr.core').click();
    await diagram.send(
      graphMessage(graphOf(topology, [{ path: 'ecr.core', severity: 'warning', message: 'x' }])),
    );
    await diagram.page.getByRole('button', { name: /router, core,.*1 warning$/i }).waitFor();
    expect(await focused(diagram)).toBe('ecr.core');
  });
});

test('a page that comes back shows the same part of the same design', async () => {
  const first = await showAnew();
  await first.page.keyboard.press('+');
  await shape(first, 'ecr.core').click();
  await first.page.locator('[data-toggle="vpc.ai"]').click();
  await shape(first, 'vpc.ai/vswitch.ep-h').waitFor({ state: 'detached' });
  const box = await boxOf(first, 'ecr.core');
  const state = await first.state();
  expect(state).toMatchObject({ uri: 'file:///design.hcnet' });
  const second = await showAnew({ state });
  const after = await boxOf(second, 'ecr.core');
  expect(Math.hypot(after.x - box.x, after.y - box.y)).toBeLessThan(2);
  expect(await shape(second, 'vpc.ai/vswitch.ep-h').count()).toBe(0);
  expect(new Set(await selected(second))).toEqual(new Set(['ecr.core']));
});

test('a state that makes no sense is no obstacle', async () => {
  await showAnew({ state: { view: { x: 'left', scale: NaN }, closed: 7, selected: [] } });
});

describe.each(Object.keys(themes) as Theme[])('in the theme %s', (theme) => {
  test('texts have a contrast of 4.5 at least, and shapes of 3', async () => {
    const diagram = await showAnew({ theme });
    expect(await tooFaint(diagram, 'text', 'fill', 4.5)).toEqual([]);
    expect(await tooFaint(diagram, '.line, .glyph', 'stroke', 3)).toEqual([]);
    expect(await tooFaint(diagram, '.mark > circle, .mark > path', 'fill', 3)).toEqual([]);
  });

  test('signs of plans and runs have a contrast of 3 at least', async () => {
    const diagram = await showAnew({ theme });
    const paths = [...new Set(graph.edges.map(({ path }) => path)), ...graph.nodes.map(({ path }) => path)];
    const shown = statuses.map((status, n) => step(paths.filter((path) => path !== '')[n] ?? '', status));
    await diagram.send(overlayMessage(...shown));
    await diagram.page.locator('.overlay-sign').first().waitFor();
    expect(await tooFaint(diagram, '.sign:not(.hollow) > .plate', 'fill', 3)).toEqual([]);
    expect(await tooFaint(diagram, '.sign.hollow > :is(.plate, .glyph)', 'stroke', 3)).toEqual([]);
  });
});

/** Until it holds; a loaded machine takes its time. */
function soon<T>(read: () => T) {
  return expect.poll(read, { timeout: 20_000 });
}

/** A page of its own, for tests that need one as it comes or leave it unlike it was. */
async function open(options: Options = {}): Promise<DiagramPage> {
  const diagram = await host.open(options);
  others.push(diagram);
  return diagram;
}

async function showAnew(options: Options = {}): Promise<DiagramPage> {
  const diagram = await open(options);
  await diagram.send(graphMessage(graph));
  await shape(diagram, 'vpc.prod').waitFor();
  expect(diagram.complaints).toEqual([]);
  return diagram;
}

/** The page that most tests share, since a new one takes a while: as if it had just been opened. */
async function show(): Promise<DiagramPage> {
  common ??= await host.open();
  await common.reset();
  await common.send(graphMessage(graph));
  await shape(common, 'vpc.prod').waitFor();
  await common.page.keyboard.press('f');
  expect(common.complaints).toEqual([]);
  return common;
}

function overlayMessage(...steps: readonly OverlayStep[]) {
  return { type: 'overlay', overlay: overlay(steps) } as const;
}

function overlay(steps: readonly OverlayStep[]): Overlay {
  return { kind: 'plan', title: "Plan for 'retail'", place: 'emulator at 127.0.0.1:4010', steps };
}

function step(address: string, status: Status = 'create', details: readonly string[] = []): OverlayStep {
  return { address, status, title: 'VPC', details, isGone: false };
}

function opacityOf(diagram: DiagramPage, path: string, part?: string): Promise<string> {
  const whole = shape(diagram, path);
  return (part === undefined ? whole : whole.locator(part)).evaluate((each: PageElement) =>
    String(each.computedStyleMap().get('opacity')),
  );
}

function graphMessage(drawn: Graph) {
  return { type: 'graph', uri: 'file:///design.hcnet', version: 1, graph: drawn, isPartial: false } as const;
}

/** The box, badge, card or line of an element. */
function shape({ page }: DiagramPage, path: string) {
  return page.locator(`.scene [data-path="${path}"]`).first();
}

async function boxOf(diagram: DiagramPage, path: string) {
  const box = await shape(diagram, path).locator('> .frame').boundingBox();
  if (box === null) throw new Error(`${path} is not on the page`);
  return box;
}

async function isInView(diagram: DiagramPage, path: string): Promise<boolean> {
  const box = await boxOf(diagram, path);
  const size = diagram.page.viewportSize() ?? { width: 0, height: 0 };
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
}

function selected({ page }: DiagramPage): Promise<(string | null)[]> {
  return page
    .locator('.selected')
    .evaluateAll((shapes: readonly PageElement[]) => shapes.map((shape) => shape.getAttribute('data-path')));
}

function focused({ page }: DiagramPage): Promise<string | null> {
  return page
    .locator(':focus')
    .evaluateAll((found: readonly PageElement[]) => found[0]?.getAttribute('data-path') ?? null);
}

/** Colours on the page that are too close to the background that VS Code gives the page, by WCAG's formula. */
async function tooFaint(
  diagram: DiagramPage,
  selector: string,
  property: string,
  least: number,
): Promise<string[]> {
  const colors = await diagram.page
    .locator(`.scene :is(${selector})`)
    .evaluateAll(
      (shapes: readonly PageElement[], name: string) =>
        shapes.map(
          (each) => [each.getAttribute('class') ?? '', String(each.computedStyleMap().get(name))] as const,
        ),
      property,
    );
  const background = await diagram.page
    .locator('body')
    .evaluate((body: PageElement) => String(body.computedStyleMap().get('background-color')));
  const faint = colors.filter(([name, color]) => {
    // The number on a mark stands on the mark.
    return name !== '' && contrast(luminance(color), luminance(background)) < least;
  });
  return [...new Set(faint.map(([name, color]) => `${name}: ${color}`))];
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Of `rgb(1, 2, 3)` and of `color(srgb 0.1 0.2 0.3)`, which mixed colours compute to. */
function luminance(color: string): number {
  const numbers = (color.match(/[\d.]+/g) ?? []).map(Number);
  const channels = numbers.slice(0, 3).map((value) => (color.startsWith('color') ? value : value / 255));
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

import { describe, expect, it } from 'vitest';
import { GREETING, sitting } from '../samples/sample-desk';

describe('pictures', () => {
  const shown = { changedAt: 5, width: 320, look: 'light' } as const;

  it('are asked for two at a time, and not again while nothing changed', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    for (const name of ['A', 'B', 'C']) pictures.want({ of: { path: name }, ...shown });
    expect(table.count('picture')).toBe(2);
    await table.answer('picture', { png: 'QkI=' });
    expect(pictures.latest({ path: 'B' }, 'light')).toBe('data:image/png;base64,QkI=');
    expect(table.count('picture')).toBe(3);
    pictures.want({ of: { path: 'B' }, ...shown });
    expect(table.count('picture')).toBe(3);
  });

  it('of a board that changed are asked for anew, and the one before stays until it is there', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    pictures.want({ of: { path: 'A' }, ...shown });
    await table.answer('picture', { png: 'QUE=' });
    pictures.want({ of: { path: 'A' }, ...shown, changedAt: 6 });
    expect(pictures.latest({ path: 'A' }, 'light')).toContain('QUE=');
    await table.answer('picture', { png: 'WlpA' });
    expect(pictures.latest({ path: 'A' }, 'light')).toContain('WlpA');
  });

  it('are nothing where the desk has none, and wait for a connection that is lost', async () => {
    const table = await sitting();
    const { pictures } = table.desk;
    pictures.want({ of: { path: 'A' }, ...shown });
    await table.refuse('picture', 'E_DAMAGED');
    expect(pictures.latest({ path: 'A' }, 'light')).toBeNull();
    pictures.want({ of: { path: 'B' }, ...shown });
    await table.lose();
    expect(pictures.latest({ path: 'B' }, 'light')).toBeUndefined();
    table.later[0]?.();
    await table.say({ desk: GREETING });
    await table.answer('picture', { png: 'QkI=' });
    expect(pictures.latest({ path: 'B' }, 'light')).toContain('QkI=');
  });
});

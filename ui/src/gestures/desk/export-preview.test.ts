import { describe, expect, it } from 'vitest';

import { Refused } from '../../link/conversation';
import type { SheetId } from '../../gen/board';
import type { DrawPreview, Preview } from '../../gen/desk';
import { ExportPreviews } from './export-preview';

const SHEET = 'second' as SheetId;
const picture = (width: number): Preview => ({ png: '', width, height: 100, missing: [] });

describe('the preview of an export', () => {
  it('is the picture of the choice that was made last, whichever is drawn first', async () => {
    const open = new Map<string, (drawn: Preview) => void>();
    const previews = new ExportPreviews(
      (of) => new Promise((done) => open.set(of.sheet ?? 'whole board', done)),
    );
    const whole = previews.show({ look: 'light', side: 900 });
    const sheet = previews.show({ sheet: SHEET, look: 'light', side: 900 });
    open.get(SHEET)?.(picture(2));
    await sheet;
    open.get('whole board')?.(picture(1));
    await whole;
    expect(previews.shown?.width).toBe(2);
    expect(previews.isCurrent).toBe(true);
  });

  it('keeps the picture before while another one is drawn, and says that it is not the one', async () => {
    let count = 0;
    const previews = new ExportPreviews(() => Promise.resolve(picture((count += 1))));
    await previews.show({ look: 'light', side: 900 });
    const asked = previews.show({ look: 'dark', side: 900 });
    expect([previews.shown?.width, previews.isCurrent]).toEqual([1, false]);
    await asked;
    expect([previews.shown?.width, previews.isCurrent]).toEqual([2, true]);
  });

  it('says when there is none, and the same choice is not asked for twice', async () => {
    const asked: DrawPreview[] = [];
    const previews = new ExportPreviews((of) => {
      asked.push(of);
      return Promise.reject(new Refused('E_NO_SUCH', ''));
    });
    await previews.show({ look: 'light', side: 900 });
    await previews.show({ look: 'light', side: 900 });
    expect(previews.isMissing).toBe(true);
    expect(asked).toHaveLength(1);
    previews.forget();
    await previews.show({ look: 'light', side: 900 });
    expect(asked, 'a board that is looked at again may have changed').toHaveLength(2);
  });
});

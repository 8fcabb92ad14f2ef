/** What specs begin with: a host with a board of its own, and a person's wall. */
import { test as base } from '@playwright/test';
import { Host } from './host';
import { Wall } from './wall';

interface Fixtures {
  host: Host;
  wall: Wall;
}

export const test = base.extend<Fixtures>({
  host: async ({}, use) => {
    const host = await Host.begin();
    await use(host);
    await host.end();
  },
  wall: async ({ host, page }, use) => {
    await use(await Wall.join(page, host.address, 'Nadia'));
  },
});

export { expect } from '@playwright/test';

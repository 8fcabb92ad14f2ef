import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Fails a build that has the test hook and should not, or should and has not. */
function testHook(isWanted: boolean): Plugin {
  return {
    name: 'test-hook',
    apply: 'build',
    generateBundle(_, files) {
      const isThere = Object.values(files).some(
        (file) => file.type === 'chunk' && file.code.includes('__board'),
      );
      if (isThere !== isWanted)
        this.error(`the bundle has ${isThere ? 'the' : 'no'} test hook, window.__board`);
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), testHook(mode === 'test')],
  // Served from any folder: the web view's own scheme, or a guest's address.
  base: './',
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  server: { fs: { allow: ['..'] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The pages are served with `script-src 'self'; style-src 'self'; font-src 'self'`: nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
}));

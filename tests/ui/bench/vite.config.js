import { resolve } from 'node:path';

/** Bundles the Excalidraw page with the Vite of `ui`. */
export default {
  root: resolve(import.meta.dirname, 'excalidraw'),
  base: './',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_PREACT': '"false"' },
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 9000,
  },
};

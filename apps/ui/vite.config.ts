// ui: how the dashboard is built, and served while it is developed.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where the API of `vite dev` is; any server that speaks the contract will do.
const server = process.env.SIGNALBOX_SERVER_URL ?? 'http://127.0.0.1:4200';

export default defineConfig({
  base: './',
  plugins: [react()],
  // A condition of ours first: workspace packages are read from their sources.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2023', chunkSizeWarningLimit: 600, reportCompressedSize: false },
  server: { proxy: { '/api': { target: server, ws: true, changeOrigin: true } } },
});

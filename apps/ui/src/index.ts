// ui: where the built dashboard is, for a server that gives it to browsers.
import { fileURLToPath } from 'node:url';

/** The folder of the built dashboard: static files with an `index.html` for every path that is no file. */
export const dashboardDirectory = fileURLToPath(new URL('../dist/', import.meta.url));

// deploy: what `signalbox.config.ts` calls, so that editors and the compiler know the fields.
import type { ManifestConfig } from './file-schema.ts';

export type { ManifestConfig } from './file-schema.ts';

/**
 * A manifest as code. It answers what it is given; the types are its whole use.
 *
 * @example
 * // signalbox.config.ts
 * export default defineConfig({
 *   deployments: [{ name: 'nightly', entrypoint: 'flows/etl.ts:etl', work_pool: { name: 'default' } }],
 * });
 */
export const defineConfig = (config: ManifestConfig): ManifestConfig => config;

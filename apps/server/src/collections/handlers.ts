// server: answers about collections.
import { readCollectionView } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

export const collections: HandlersOf<'collections'> = {
  read_view: async ({ params }) => ({ status: 200, body: readCollectionView(params.view) }),
};

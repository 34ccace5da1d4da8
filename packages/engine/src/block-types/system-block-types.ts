// engine: the block types that are there from the start, protected from deletion.
import type { BlockSchemaId, BlockTypeId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  findBlockSchemaByChecksum,
  findBlockTypeBySlug,
  insertBlockSchema,
  insertBlockType,
  updateBlockType,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import type { SystemBlock } from './system-block.ts';
import { SYSTEM_BLOCKS } from './system-blocks.ts';

const isInstalled = async (database: Engine['store']['read'], block: SystemBlock): Promise<boolean> =>
  (await findBlockTypeBySlug(database, block.slug))?.is_protected === true &&
  (await findBlockSchemaByChecksum(database, block.checksum, null)) !== null;

async function install({ transaction, now }: Unit, block: SystemBlock): Promise<void> {
  const { name, slug, description, checksum, version, fields, capabilities } = block;
  const existing = await findBlockTypeBySlug(transaction, slug);
  const id = existing?.id ?? newId<BlockTypeId>();
  if (existing) await updateBlockType(transaction, id, { is_protected: true });
  else {
    const nothing = { logo_url: null, documentation_url: null, code_example: null };
    const times = { created: now, updated: now };
    await insertBlockType(transaction, { id, ...times, name, slug, description, ...nothing, is_protected: true });
  }
  if (await findBlockSchemaByChecksum(transaction, checksum, null)) return;
  await insertBlockSchema(transaction, {
    id: newId<BlockSchemaId>(),
    created: now,
    updated: now,
    checksum,
    fields: { ...fields },
    block_type_id: id,
    capabilities: [...capabilities],
    version,
  });
}

/** Puts in place what is missing of the types that every server has; writes nothing when all are there. */
export async function installSystemBlockTypes(engine: Engine): Promise<void> {
  const installed = await Promise.all(SYSTEM_BLOCKS.map((block) => isInstalled(engine.store.read, block)));
  if (installed.every(Boolean)) return;
  await engine.write(async (unit) => {
    for (const block of SYSTEM_BLOCKS) await install(unit, block);
  });
}

// engine: variables are named JSON values that flows read.
import {
  ApiError,
  notFound,
  type Variable,
  type VariableCreate,
  type VariableId,
  type VariableUpdate,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteVariable as deleteRow,
  findVariable,
  findVariableByName,
  insertVariable,
  updateVariable as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

/** Largest value, in characters of its JSON. */
const VALUE_CHARACTERS_AT_MOST = 5_000;

const NAME = /^[a-z0-9_-]+$/;

function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new ApiError(
    'invalid_request',
    `The variable name '${name}' must consist of lower-case letters, digits, dashes and underscores.`,
  );
}

function checkValue(value: unknown): void {
  const { length } = JSON.stringify(value);
  if (length <= VALUE_CHARACTERS_AT_MOST) return;
  throw new ApiError(
    'invalid_request',
    `The value takes ${length} characters as JSON; a variable holds at most ${VALUE_CHARACTERS_AT_MOST}.`,
  );
}

/** How a request names a variable. */
export type VariableKey = { readonly id: VariableId } | { readonly name: string };

async function find({ transaction }: Unit, key: VariableKey): Promise<Variable> {
  const variable =
    'id' in key ? await findVariable(transaction, key.id) : await findVariableByName(transaction, key.name);
  if (!variable) throw notFound('Variable');
  return variable;
}

async function refuseTakenName({ transaction }: Unit, name: string): Promise<void> {
  if (await findVariableByName(transaction, name))
    throw new ApiError('conflict', `A variable with the name '${name}' already exists.`);
}

/** @throws ApiError `conflict` when the name is taken, `invalid_request` for an unusable name or too large a value */
export async function createVariable(engine: Engine, body: VariableCreate): Promise<Variable> {
  checkName(body.name);
  checkValue(body.value);
  return engine.write(async (unit) => {
    await refuseTakenName(unit, body.name);
    const variable = { id: newId<VariableId>(), created: unit.now, updated: unit.now, ...body };
    await insertVariable(unit.transaction, variable);
    return variable;
  });
}

/** @throws ApiError `not_found`, `conflict` or `invalid_request` */
export async function updateVariable(engine: Engine, key: VariableKey, body: VariableUpdate): Promise<void> {
  const { name, tags, ...patch } = body;
  if (name === null || tags === null)
    throw new ApiError('conflict', 'The name and the tags of a variable can be changed, not removed.');
  if (name !== undefined) checkName(name);
  if (patch.value !== undefined) checkValue(patch.value);
  await engine.write(async (unit) => {
    const variable = await find(unit, key);
    if (name !== undefined && name !== variable.name) await refuseTakenName(unit, name);
    const changes = { ...patch, ...(name !== undefined && { name }), ...(tags !== undefined && { tags }) };
    await updateRow(unit.transaction, variable.id, { ...changes, updated: unit.now });
  });
}

/** @throws ApiError `not_found` */
export function deleteVariable(engine: Engine, key: VariableKey): Promise<void> {
  return engine.write(async (unit) => {
    const { id } = await find(unit, key);
    await deleteRow(unit.transaction, id);
  });
}

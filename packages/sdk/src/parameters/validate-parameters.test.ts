import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ParameterError } from '../errors.ts';
import { validateParameters } from './validate-parameters.ts';

const schema = z.object({ city: z.string().default('Bern'), days: z.int() });

test('defaults are filled in', async () => {
  assert.deepEqual(await validateParameters("flow 'x'", schema, { days: 1 }), { city: 'Bern', days: 1 });
});

test('every parameter that does not fit is named', async () => {
  await assert.rejects(validateParameters("flow 'x'", schema, { city: 7 }), (error: unknown) => {
    assert.ok(error instanceof ParameterError);
    assert.match(error.message, /^The parameters of flow 'x' are not valid\. city: .*; days: /);
    assert.deepEqual(
      error.issues.map(({ parameter }) => parameter),
      ['city', 'days'],
    );
    return true;
  });
});

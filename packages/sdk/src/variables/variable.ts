// sdk: variables: small values that the server keeps by name, for all flows.
import { NotFoundError } from '@signalbox/client';
import { sessionHere } from '../session/session.ts';

/** What JSON can hold. */
export type VariableValue =
  | string
  | number
  | boolean
  | null
  | readonly VariableValue[]
  | { readonly [key: string]: VariableValue };

// The wire's lists and objects may be changed, ours may not; nothing changes them.
type WireValue = string | number | boolean | null | unknown[] | Record<string, unknown>;

export const Variable = {
  /** The value of the variable; `fallback`, or null, when there is none of that name. */
  async get(name: string, fallback: VariableValue = null): Promise<VariableValue> {
    try {
      const { value } = await sessionHere((session) => session.client.variables.read_by_name({ params: { name } }));
      // The edge of the types: the server keeps JSON.
      return value as VariableValue;
    } catch (error) {
      if (error instanceof NotFoundError) return fallback;
      throw error;
    }
  },

  /** Sets the variable, which is made when there is none of that name. */
  async set(name: string, value: VariableValue, options: { readonly tags?: readonly string[] } = {}): Promise<void> {
    const body = {
      value: value as WireValue,
      ...(options.tags === undefined ? {} : { tags: [...options.tags] }),
    };
    await sessionHere(async ({ client }) => {
      try {
        await client.variables.update_by_name({ params: { name }, body });
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        await client.variables.create({ body: { name, ...body } });
      }
    });
  },

  /** Removes the variable; answers whether there was one. */
  async unset(name: string): Promise<boolean> {
    try {
      await sessionHere((session) => session.client.variables.delete_by_name({ params: { name } }));
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  },
};

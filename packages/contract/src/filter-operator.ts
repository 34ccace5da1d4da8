import { z } from 'zod';

export const Operator = z.enum(['and_', 'or_']);
export type Operator = z.output<typeof Operator>;

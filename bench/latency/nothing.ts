// bench: a flow that does nothing: what is left is the way to it.
import { flow } from 'signalbox';

export const nothing = flow({ name: 'nothing' }, () => null);

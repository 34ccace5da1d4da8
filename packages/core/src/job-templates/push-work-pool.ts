// core: work pools whose runs the server itself submits: their type is a kind of infrastructure with `:push` after it.
const PUSH = ':push';

/** Whether the server submits the runs of pools of this type, so that no worker is needed. */
export const isPushType = (type: string): boolean => type.endsWith(PUSH);

/** The kind of infrastructure that runs in pools of this type: `process` for `process:push`. */
export const infrastructureTypeOf = (type: string): string => (isPushType(type) ? type.slice(0, -PUSH.length) : type);

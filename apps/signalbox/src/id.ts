// signalbox: tells ids from names on the command line.

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the word is an id; what kind of object it belongs to, the caller knows from where the word stands. */
export const isId = <Id extends string>(word: string): word is Id => ID.test(word);

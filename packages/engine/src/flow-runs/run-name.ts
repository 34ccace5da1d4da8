// engine: names for runs that were given none.
import { adjectives, animals, uniqueNamesGenerator } from 'unique-names-generator';

/** An adjective and an animal, for instance `swift-otter`. */
export const runName = (): string =>
  uniqueNamesGenerator({ dictionaries: [adjectives, animals], separator: '-', length: 2 }).replaceAll(' ', '-');

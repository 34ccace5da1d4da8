// deploy: the URL of a remote repository as it may be shown.

/** Without user and password. */
export const publicUrl = (url: string): string => url.replace(/^(\w+:\/\/)[^/@]*@/, '$1');

/** `acme/etl` of `https://host/acme/etl.git` and `git@host:acme/etl.git`. */
export const repositoryOf = (url: string): string =>
  url
    .replace(/^\w+:\/\/[^/]+\//, '')
    .replace(/^[^/]*:/, '')
    .replace(/\.git$/, '');

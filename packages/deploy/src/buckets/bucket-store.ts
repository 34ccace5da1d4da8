// deploy: what we need of a bucket, whichever cloud has it.

export interface StoredFile {
  /** Of its content, in hexadecimal; null where the cloud does not tell. */
  readonly md5: string | null;
}

export interface BucketStore {
  /** How people know it, for instance `s3://bucket`. */
  readonly address: string;
  /** By their keys the files whose key begins with the prefix. */
  list(prefix: string): Promise<ReadonlyMap<string, StoredFile>>;
  upload(key: string, file: string, md5: string): Promise<void>;
  download(key: string, file: string): Promise<void>;
}

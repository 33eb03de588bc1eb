/** An object storage as far as a state needs one. Each method is one request, sent once; a failure is a `CloudError`. */
export interface ObjectStore {
  /** For messages: `oss://bucket`. */
  readonly place: string;
  /** Where people see its buckets: the address of the emulator; absent: the OSS console. */
  readonly page?: string | undefined;
  /** `undefined` when there is no such object; that there is no such bucket is a failure. */
  readonly get: (key: string) => Promise<StoredObject | undefined>;
  /** Never overwrites: `false` when there is such an object, whoever has put it there. */
  readonly put: (key: string, object: StoredObject) => Promise<boolean>;
  readonly remove: (key: string) => Promise<void>;
  /** What lies directly in the folder, a key prefix that ends with a slash; a page at a time. */
  readonly list: (folder: string, token?: string) => Promise<ObjectPage>;
}

export interface StoredObject {
  readonly text: string;
  /** Of whoever has put it there, and of this one attempt: by it an attempt whose answer was lost is known again. */
  readonly writer: string;
}

export interface ObjectPage {
  /** Relative to the folder; those of folders in it end with a slash. */
  readonly names: readonly string[];
  /** Of the next page; absent after the last one. */
  readonly token: string | undefined;
}

/** Credentials that stay good: renewed before they expire, and looked for again when they are refused. */
import { areSame, type CredentialProvider, type Credentials } from './credentials.ts';

export interface CredentialSource {
  /** For people; see `CredentialProvider`. */
  readonly source: string;
  /** What to sign with now. */
  readonly current: () => Promise<Credentials>;
  /** These were refused: looks again. Gives what is held when that is not what was refused. */
  readonly renew: (refused: Credentials) => Promise<Credentials>;
}

export interface RenewalOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told whatever is found, for whoever keeps secrets out of logs. */
  readonly onFound?: (credentials: Credentials) => void;
}

/** A call may wait half a minute for its answer, and be repeated; the service allows clocks to differ by 15 minutes. */
const renewWithMs = 15 * 60_000;

/** A place that gives the same again, since its own time for new ones has not come, is left in peace for so long. */
const pauseMs = 60_000;

export function renewing(provider: CredentialProvider, { now, onFound }: RenewalOptions): CredentialSource {
  let held: Credentials | undefined;
  let lookedAt = -Infinity;
  let looking: Promise<Credentials> | undefined;
  const look = async (): Promise<Credentials> => {
    try {
      const found = await provider.load();
      onFound?.(found);
      // The same again keeps its identity, and with that its connections.
      held = held !== undefined && isEqual(held, found) ? held : found;
      return held;
    } finally {
      lookedAt = now();
      looking = undefined;
    }
  };
  const lookOnce = (): Promise<Credentials> => (looking ??= look());
  return {
    source: provider.source,
    current: async () => {
      const before = held;
      if (before === undefined) return lookOnce();
      if (!isDue(before, now(), lookedAt)) return before;
      try {
        return await lookOnce();
      } catch (error) {
        if (isOver(before, now())) throw error;
        // They are still good; the next try is a minute away.
        return before;
      }
    },
    renew: async (refused) => (held === undefined || areSame(held, refused) ? lookOnce() : held),
  };
}

/** A source that always gives the same. */
export function fixedCredentials(credentials: Credentials, source = 'given'): CredentialSource {
  const give = (): Promise<Credentials> => Promise.resolve(credentials);
  return { source, current: give, renew: give };
}

function isDue(credentials: Credentials, now: number, lookedAt: number): boolean {
  const { expiresAt } = credentials;
  if (expiresAt === undefined || expiresAt - now >= renewWithMs) return false;
  return isOver(credentials, now) || now - lookedAt >= pauseMs;
}

function isOver({ expiresAt }: Credentials, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

function isEqual(one: Credentials, other: Credentials): boolean {
  return areSame(one, other) && one.expiresAt === other.expiresAt;
}

/** What a person reads about relays: sessions across networks. */

/** How machines of other networks come in. */
export type RelayChoice = 'own' | 'public';

/** What is said around the choice. */
export interface RelayWords {
  readonly title: string;
  readonly field: string;
  readonly hint: string;
}

export const SHARED_BY_RELAY: RelayWords = {
  title: 'People on other networks',
  field: 'They join through',
  hint: 'Without a relay, nothing leaves this network. A relay passes on encrypted data: it sees which computers talk and how much, but not what is written. People who join from elsewhere choose the same relay.',
};

export const JOINED_BY_RELAY: RelayWords = {
  title: 'A session on another network',
  field: 'Join through',
  hint: 'Choose what the facilitator chose. A relay passes on encrypted data: it sees which computers talk and how much, but not what is written.',
};

export const RELAY = {
  none: 'No relay (this network only)',
  address: 'Relay address',
  whileShared: 'To change it, stop sharing first.',
  away: 'The relay does not answer. People on this network can join. For others, check its address, stop sharing and try again.',
  wrong: 'That is not a relay address. It starts with https://',
  other:
    'Sharing did not start: another board on this computer is in a session with a different relay, or there is no network. Stop that session or check the network.',
} as const;

/** How a relay is called that was chosen: an address, `public`, or none. */
export function relayName(relay: string | null): string {
  if (relay === null) return RELAY.none;
  return relay === 'public' ? RELAYS.public : relay;
}

export const RELAYS: Readonly<Record<RelayChoice, string>> = {
  own: 'Your organisation’s relay',
  public: 'The iroh project’s public relays',
};

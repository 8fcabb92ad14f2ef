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
  title: 'People in other networks',
  field: 'They come in through',
  hint: 'Without a relay nothing leaves this network. A relay passes on what is encrypted: it sees which machines talk and how much, not what is written. Whoever joins from elsewhere chooses the same one.',
};

export const JOINED_BY_RELAY: RelayWords = {
  title: 'A session in another network',
  field: 'Come in through',
  hint: 'Choose what the facilitator has chosen. A relay passes on what is encrypted: it sees which machines talk and how much, not what is written.',
};

export const RELAY = {
  none: 'Nothing: only this network',
  address: 'Address of the relay',
  away: 'The relay does not answer. Machines of this network can join; for others, check its address, stop sharing and try again.',
  wrong: 'That is not the address of a relay. It begins with https://',
  other:
    'Sharing did not begin: another board of this machine is in a session with another choice of relay, or there is no network at all. Stop that session, or look at the network.',
} as const;

export const RELAYS: Readonly<Record<RelayChoice, string>> = {
  own: 'A relay of your organisation',
  public: 'The public relays of the iroh project',
};

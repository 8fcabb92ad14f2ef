/** The check before a workshop. */
export const CHECK = {
  title: 'Before the workshop',
  intro: 'Can phones and laptops reach this machine here? Try it in the room, in its network.',
  begin: 'Check this room',
  beginning: 'Starting…',
  end: 'End the check',
  how: 'Open this with a second device in the same network:',
  code: 'The address of the check as a QR code',
  link: 'Address of the check',
  waiting: 'No other device has come yet.',
  reached: 'A second device reached this machine: phones and browsers can join.',
  heard: 'Its datagrams came too: machines with the app can join.',
  listening: 'Waiting for its datagrams (UDP), by which machines with the app join …',
  unheard:
    'No datagrams (UDP) have come from it: machines with the app may be unable to join. Allow Journeywall in the firewall for UDP too, or use a hotspot; phones and browsers can join all the same.',
  hintsTitle: 'Nothing comes up there?',
  hints: [
    'Both devices have to be in the same Wi-Fi; mobile data is another network.',
    'A firewall may ask whether Journeywall may accept connections: allow it, also for public networks.',
    'Guest networks often keep devices apart. Then open a hotspot on a phone, and have everybody join that; it needs no internet.',
  ],
} as const;

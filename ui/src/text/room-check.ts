/** The check before a workshop. */
export const CHECK = {
  title: 'Before the workshop',
  intro: 'Can phones and laptops reach this computer here? Try it in the room, on its network.',
  begin: 'Check this room',
  beginning: 'Starting…',
  end: 'Stop checking',
  how: 'Open this on a second device on the same network:',
  code: 'QR code of the check',
  link: 'Check address',
  waiting: 'No other device has connected yet.',
  reached: 'A second device reached this computer: phones and browsers can join.',
  heard: 'It got through over UDP too: people with the app can join.',
  listening: 'Waiting for it to get through over UDP, which the app uses…',
  unheard:
    'Nothing got through over UDP: people with the app may be unable to join. Allow Journeywall in the firewall for UDP too, or use a hotspot. Phones and browsers can join either way.',
  hintsTitle: 'Nothing opens there?',
  hints: [
    'Both devices must be on the same Wi-Fi. Mobile data is a different network.',
    'If a firewall asks whether Journeywall may accept connections, allow it, on public networks too.',
    'Guest networks often keep devices apart. Then turn on a phone’s hotspot and have everyone join that; it needs no internet.',
  ],
} as const;

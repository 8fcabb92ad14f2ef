/** How a workshop goes, in short: what the menu’s help shows. */
export const GUIDE = {
  title: 'A workshop in short',
  steps: [
    ['Start', 'New board, then a template, or your own set of stages and rows.'],
    [
      'Frame',
      'Double-click the header: the scope, and where the journey starts and ends. Board menu, Personas: whose journey it is.',
    ],
    ['Invite', 'Share, then Start sharing. Phones and browsers scan the code, or open the link.'],
    ['Write', 'Row by row: double-click a cell, type, Tab for the next note. One thought per note.'],
    ['Sort', 'Drag notes to where they belong. Ideas that come too early go to the parking lot.'],
    ['Rate', 'Press in a sentiment row at the height of the feeling. A row’s menu adds such a row.'],
    ['Finish', 'Export the picture, send it out, and keep the board for the next quarter.'],
  ],
  done: 'Done',
} as const;

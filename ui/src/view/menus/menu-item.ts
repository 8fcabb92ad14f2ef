/** What menus are made of. */

/** One line of a menu. */
export interface MenuItem {
  readonly title: string;
  /** The key that does the same, as people read it. */
  readonly key?: string;
  readonly icon?: string;
  /** Cannot be done now. */
  readonly isOff?: boolean;
  /** Takes something away. */
  readonly isGrave?: boolean;
  /** Is chosen now, in a list of which one is. */
  readonly isChosen?: boolean;
  run(): void;
}

/** Groups of items, with a line between them. */
export type MenuItems = readonly (readonly MenuItem[])[];

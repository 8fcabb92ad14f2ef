/** What the gallery shows: everything, one template before a board is made of it, or the building blocks. */
export type GalleryPage = 'all' | 'own' | { readonly template: string };

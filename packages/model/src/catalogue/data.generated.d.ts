/** What scripts/embed-data.mjs writes: JSON text of each entry of packages/model/data, by kind and id, ordered by id. */
export declare const embedded: { readonly [kind: string]: { readonly [id: string]: string } };
/** JSON text of `[id, name, ...aliases][]` per kind. */
export declare const embeddedNames: { readonly [kind: string]: string };

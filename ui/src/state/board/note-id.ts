/** Ids that sort by the time they were made: UUID version 7, RFC 9562 section 5.7. */

/** A fresh id. `random` fills bytes; works on plain `http://` pages, where `crypto.randomUUID` is missing. */
export function mintId(
  now: number = Date.now(),
  random: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => void crypto.getRandomValues(bytes),
): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** When an id was minted, in milliseconds since 1970, by the clock of whoever minted it; `null` when it does not say. */
export function mintedAt(id: string): number | null {
  const digits = id.replaceAll('-', '');
  if (!/^[0-9a-f]{12}7[0-9a-f]{19}$/i.test(digits)) return null;
  return Number.parseInt(digits.slice(0, 12), 16);
}

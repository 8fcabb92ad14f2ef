/** An insecure context: others on the network can read along. Plain http, and not from this machine to itself. */
export function isInsecureContext(page: Pick<Location, 'protocol' | 'hostname'> = location): boolean {
  const isHere =
    ['localhost', '127.0.0.1', '[::1]'].includes(page.hostname) || page.hostname.endsWith('.localhost');
  return page.protocol === 'http:' && !isHere;
}

const OPENABLE_SCHEMES = ['https:', 'mailto:', 'tel:'];

/**
 * A URL that may be offered as a link, or `undefined`: only `https`, `mailto`
 * and `tel` are opened, so that what somebody wrote into a file never runs in
 * a reader's browser.
 *
 * @public
 */
export function openableUrl(text: string): string | undefined {
  try {
    const url = new URL(text);
    return OPENABLE_SCHEMES.includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A link that opens a contact's channel, where its target is an address.
 *
 * @param channel - the medium, such as `email`
 * @param target - a channel's name, an address or a URL
 */
export function channelUrl(
  channel: string,
  target: string,
): string | undefined {
  const medium = channel.toLocaleLowerCase('en-US');
  if (medium === 'email' || medium === 'mail') {
    return openableUrl(target) ?? mailUrl(target);
  }
  if (medium === 'phone' || medium === 'tel') {
    const digits = target.replace(/[\s()/.-]/g, '');
    return /^\+?\d{3,}$/.test(digits) ? `tel:${digits}` : openableUrl(target);
  }
  return openableUrl(target);
}

function mailUrl(address: string): string | undefined {
  // `?` and `&` would add fields to the message; `:` and `/` are other URLs.
  return /^[^\s@?&:/]+@[^\s@?&:/]+$/.test(address)
    ? openableUrl(`mailto:${address}`)
    : undefined;
}

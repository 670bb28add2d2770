/** Where a page stands that was opened inside another app: what is kept there is often not what Chrome or Safari keep. */
export type Host = 'android' | 'ios';

/**
 * Told by what such browsers say of themselves: the web view of Android adds "; wv", those of Meta, Line, TikTok and others
 * their names, and the one of iOS leaves out "Safari/". Null: a browser of its own.
 */
export function inAppBrowser(userAgent: string): Host | null {
  const isInside =
    /; wv\)|FBAN|FBAV|FB_IAB|Instagram|WhatsApp\/|Line\/|MicroMessenger|TikTok|musical_ly|Snapchat|Twitter|LinkedInApp|Telegram/.test(
      userAgent,
    );
  if (/Android/.test(userAgent)) return isInside ? 'android' : null;
  if (!/iPhone|iPad|iPod/.test(userAgent)) return null;
  return isInside || !/Safari\//.test(userAgent) ? 'ios' : null;
}

/**
 * Opens the same address in Chrome. The last "#Intent;" of such an address is its own, so one before it may hold the
 * secret of an invitation (android.content.Intent.parseUri).
 */
export function chromeIntent(link: string): string {
  const url = new URL(link);
  const rest = link.slice(url.protocol.length + 2);
  return `intent://${rest}#Intent;scheme=${url.protocol.slice(0, -1)};package=com.android.chrome;end`;
}

/** A `style` attribute would be applied, and reported under our CSP, as soon as it is parsed, even in an inert document. */
export function withoutLiveStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/\sstyle\s*=/gi, ' data-style='),
  );
}

/** Style of a pasted element, which `withoutLiveStyles` has put aside. */
export function styleOf(element: Element): string {
  return element.getAttribute('data-style') ?? '';
}

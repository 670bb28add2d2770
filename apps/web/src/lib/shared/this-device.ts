/** A phone or tablet is held in the hand and touched; anything else people call their computer. */
export function deviceWord(): 'phone' | 'computer' {
  return matchMedia('(pointer: coarse)').matches ? 'phone' : 'computer';
}

/** The theme on the screen: the one chosen in the settings or, where none was, that of the device. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  if (theme !== undefined) return theme === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

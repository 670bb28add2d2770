/** Whether a value from outside is a `T`. What a first keystroke needs is small enough to go without a schema language. */
export interface Check<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  return {
    safeParse(value) {
      const data = values.find((one) => one === value);
      return data === undefined ? { success: false } : { success: true, data };
    },
  };
}

export function textThat(isGood: (text: string) => boolean): Check<string> {
  return {
    safeParse: (value) =>
      typeof value === 'string' && isGood(value)
        ? { success: true, data: value }
        : { success: false },
  };
}

export const choiceSchema: Check<boolean> = {
  safeParse: (value) =>
    typeof value === 'boolean'
      ? { success: true, data: value }
      : { success: false },
};

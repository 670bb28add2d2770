declare global {
  namespace App {
    interface PageState {
      /** The problem shown was begun a moment ago on this device. */
      fresh?: boolean;
    }
  }
}

export {};

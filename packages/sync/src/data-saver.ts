/** While it is on, only indexes and what somebody has open come from the relay; what is written here goes out as ever. */
export interface DataSaver {
  isOn(): boolean;
  /** Tells of each change until what it answers is called. */
  onChange(listener: () => void): () => void;
}

export const noDataSaver: DataSaver = {
  isOn: () => false,
  onChange: () => () => undefined,
};

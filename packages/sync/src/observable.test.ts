import { describe, expect, it } from 'vitest';
import { writable } from './observable.ts';

describe('a value that tells its subscribers', () => {
  it('tells at once, then at every change, until the subscription ends', () => {
    const value = writable(1);
    const heard: number[] = [];
    const stop = value.subscribe((now) => heard.push(now));
    value.set(2);
    stop();
    value.set(3);
    expect(heard).toEqual([1, 2]);
  });

  it('one function may subscribe twice, and ends each subscription by itself', () => {
    const value = writable(0);
    const heard: number[] = [];
    const run = (now: number): void => void heard.push(now);
    const stop = value.subscribe(run);
    value.subscribe(run);
    stop();
    value.set(1);
    expect(heard).toEqual([0, 0, 1]);
  });

  it('whoever sets while being told leaves nobody with the old value', () => {
    const value = writable(0);
    const last: number[] = [];
    value.subscribe((now) => {
      if (now === 1) value.set(2);
    });
    value.subscribe((now) => (last[0] = now));
    value.set(1);
    expect(last).toEqual([2]);
  });

  it('whoever ends another’s subscription while being told is obeyed', () => {
    const value = writable(0);
    const heard: number[] = [];
    let stop: () => void = () => undefined;
    value.subscribe((now) => {
      if (now === 1) stop();
    });
    stop = value.subscribe((now) => heard.push(now));
    value.set(1);
    expect(heard).toEqual([0]);
  });
});

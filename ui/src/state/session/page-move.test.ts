import { describe, expect, it } from 'vitest';
import { handoffAddress, readHandoff, withoutHandoff } from './page-move';

describe('what a page takes along', () => {
  it('arrives as it was, and leaves the address', () => {
    const carried = {
      kept: '{"secret":"a&b=#ü"}',
      name: 'Ann & Bo',
      colour: '3',
      board: '01-23',
      place: '{"sheet":"ü"}',
    };
    const address = handoffAddress('192.0.2.2:8080', '#t=abc&b=123', carried);
    expect(address.startsWith('http://192.0.2.2:8080/#')).toBe(true);
    const fragment = address.slice(address.indexOf('#'));
    expect(readHandoff(fragment)).toEqual(carried);
    expect(withoutHandoff(fragment)).toBe('#t=abc&b=123');
  });

  it('is nothing in a link that people give each other', () => {
    expect(readHandoff('#t=abc&b=123')).toBeNull();
    expect(readHandoff('#t=abc&k=nonsense')).toBeNull();
    expect(readHandoff('#t=abc&k={"kept":7}')).toEqual({
      kept: null,
      name: null,
      colour: null,
      board: null,
      place: null,
    });
  });
});

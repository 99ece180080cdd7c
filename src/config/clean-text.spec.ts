import { cleanText, cutText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['plain text', 'plain text'],
    ['  spaces around  ', 'spaces around'],
    ['markup <b> & "quotes"', 'markup <b> & "quotes"'],
    ['tab\tand\r\nline break', 'tab and line break'],
    ['a\u0000b\u0007c\u001bd\u007fe\u009ff', 'abcdef'],
    ['next\u0085line\u2028and\u2029more', 'next line and more'],
    ['lone \ud800 surrogates \udc00', 'lone  surrogates'],
    ['a pair \u{1f600} stays', 'a pair \u{1f600} stays'],
    ['\ufffe\uffff', ''],
    ['right to left \u05e9\u05dc\u05d5\u05dd', 'right to left \u05e9\u05dc\u05d5\u05dd'],
    ['\u202eoverride\u202c and \u2066isolate\u2069', 'override and isolate'],
    ['\u0001', ''],
    ['', ''],
  ])('makes %j %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['\u{1f600}\u{1f600}\u{1f600}', 3, '\u{1f600}\u{1f600}\u{1f600}'],
    ['\u{1f600}\u{1f600}\u{1f600}\u{1f600}', 3, '\u{1f600}\u{1f600}…'],
  ])('cuts %j at %d characters to %j', (text, limit, cut) => {
    expect(cutText(text, limit)).toBe(cut);
  });
});

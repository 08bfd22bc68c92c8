import { Messages } from '../translation';
import german from '../translation/de';
import { fieldInWords, KNOWN_FIELDS } from './fields';

const inGerman = ((key: keyof typeof german) =>
  german[key]) as unknown as Messages;

describe('the fields of an entry', () => {
  it('are called in the language of the reader, unknown ones as they are', () => {
    expect(fieldInWords('checklistVersion', inGerman)).toBe(
      'Version der Checkliste',
    );
    expect(fieldInWords('comesLater', inGerman)).toBe('Comes later');
  });

  it('all have a name', () => {
    for (const field of KNOWN_FIELDS) {
      expect(fieldInWords(field, inGerman)).toMatch(/\S/);
    }
  });
});

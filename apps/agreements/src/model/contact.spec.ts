import { describe, expect, it } from '@jest/globals';
import { Contact, type ContactDetails, readContact } from './contact.ts';

const PROFILES = new Set(['muziek', 'talen']);
const WRITTEN: ContactDetails = {
  name: 'Noor Bakker',
  position: 'muziekspecialist',
  email: 'n.bakker@rivierdal.example',
  phone: '+31 (0)20 123 45 67',
  expertise: [{ profile: 'muziek', note: 'opera' }],
};

describe('what is written about a contact', () => {
  it('is kept without what is around it; what is empty is not there', () => {
    const written = { ...WRITTEN, name: ' Noor Bakker ', position: ' ', phone: '' };
    expect(readContact(written, PROFILES)).toEqual({ ...WRITTEN, position: null, phone: null });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name without end', { name: 'x'.repeat(201) }, 'name'],
    ['an address without an @', { email: 'n.bakker' }, 'email'],
    ['an address with spaces', { email: 'n bakker@rivierdal.example' }, 'email'],
    ['an address without a domain', { email: 'n.bakker@rivierdal' }, 'email'],
    ['letters for a number', { phone: 'bel maar' }, 'phone'],
    [
      'a profile that the plan does not have',
      { expertise: [{ profile: 'recht', note: null }] },
      'expertise[0].profile',
    ],
    [
      'a profile twice',
      { expertise: [...WRITTEN.expertise, { profile: 'muziek', note: null }] },
      'expertise[1].profile',
    ],
    ['a note without end', { expertise: [{ profile: 'muziek', note: 'x'.repeat(501) }] }, 'expertise[0].note'],
  ])('is refused with %s', (_, wrong, at) => {
    expect(() => readContact({ ...WRITTEN, ...wrong }, PROFILES)).toThrow(
      expect.objectContaining({ code: 'contact.invalid', details: [expect.objectContaining({ at })] }),
    );
  });

  it('is refused with all of its mistakes at once', () => {
    expect(() => readContact({ ...WRITTEN, name: '', email: '', phone: '?' }, PROFILES)).toThrow(
      expect.objectContaining({
        details: [{ at: 'name' }, { at: 'email' }, { at: 'phone' }].map((it) => expect.objectContaining(it)),
      }),
    );
  });

  it('can keep a profile that a later plan does not have, since it was named before', () => {
    const before = [{ profile: 'recht', note: null }];
    expect(readContact({ ...WRITTEN, expertise: before }, PROFILES, before).expertise).toEqual(before);
  });

  it('names no profile while no plan is known', () => {
    expect(() => readContact(WRITTEN, null)).toThrow(expect.objectContaining({ code: 'contact.invalid' }));
    expect(readContact({ ...WRITTEN, expertise: [] }, null).expertise).toEqual([]);
  });
});

describe('a contact', () => {
  it('tells that it changed and whose it is, and nothing by which somebody is known', () => {
    const contact = new Contact('b0f5c8f6-0000-4000-8000-000000000001', 'NL-0800010000', WRITTEN);
    const told = contact.change({ ...WRITTEN, name: 'N. Bakker' });
    expect(told).toEqual([{ contact: contact.id, participant: 'NL-0800010000' }]);
    expect(contact).toMatchObject({ version: 2, name: 'N. Bakker' });
  });

  it('is changed from the version that was seen', () => {
    const contact = new Contact('b0f5c8f6-0000-4000-8000-000000000001', 'NL-0800010000', WRITTEN);
    contact.change(WRITTEN);
    expect(() => contact.expect(1)).toThrow(expect.objectContaining({ code: 'contact.stale' }));
    expect(() => contact.expect(2)).not.toThrow();
  });
});

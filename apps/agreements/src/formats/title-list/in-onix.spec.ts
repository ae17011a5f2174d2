import { describe, expect, it } from '@jest/globals';
import { titlesInOnix } from './in-onix.ts';

const ISBN = '9780306406157';

const REFERENCE = `<?xml version="1.0" encoding="UTF-8"?>
<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
  <Header><Sender><SenderName>CB</SenderName></Sender></Header>
  <Product>
    <RecordReference>nl.cb.1</RecordReference>
    <NotificationType>03</NotificationType>
    <ProductIdentifier><ProductIDType>01</ProductIDType><IDValue>4711</IDValue></ProductIdentifier>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${ISBN}</IDValue></ProductIdentifier>
    <DescriptiveDetail>
      <ProductComposition>00</ProductComposition>
      <ProductForm>BC</ProductForm>
      <ProductPart><ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9789021434049</IDValue></ProductIdentifier>
        <ProductForm>AC</ProductForm></ProductPart>
      <Collection><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>02</TitleElementLevel>
        <TitleText>De reeks</TitleText></TitleElement></TitleDetail></Collection>
      <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>
        <TitlePrefix>De</TitlePrefix><TitleWithoutPrefix>aanslag &amp; meer</TitleWithoutPrefix></TitleElement></TitleDetail>
      <Language><LanguageRole>02</LanguageRole><LanguageCode>eng</LanguageCode></Language>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>dut</LanguageCode></Language>
      <Subject><SubjectSchemeIdentifier>32</SubjectSchemeIdentifier><SubjectCode>301</SubjectCode></Subject>
      <Subject><SubjectSchemeIdentifier>93</SubjectSchemeIdentifier><SubjectCode>FBA</SubjectCode></Subject>
    </DescriptiveDetail>
    <RelatedMaterial><RelatedProduct><ProductIdentifier><ProductIDType>15</ProductIDType>
      <IDValue>9783161484100</IDValue></ProductIdentifier></RelatedProduct></RelatedMaterial>
  </Product>
  <Product>
    <RecordReference>nl.cb.2</RecordReference>
  </Product>
</ONIXMessage>`;

const SHORT = `<ONIXmessage release="3.0"><product><a001>1</a001>
  <productidentifier><b221>02</b221><b244>0306406152</b244></productidentifier>
  <productidentifier><b221>03</b221><b244>8712345678906</b244></productidentifier>
  <descriptivedetail><b012>PI</b012>
    <titledetail><b202>01</b202><titleelement><x409>01</x409><b203><![CDATA[Études]]></b203></titleelement></titledetail>
    <language><b253>01</b253><b252>fre</b252></language>
    <subject><b067>01</b067><b069>780</b069></subject>
    <audience><b204>01</b204><b206>02</b206></audience>
  </descriptivedetail></product></ONIXmessage>`;

describe('a supplier offer in ONIX 3', () => {
  it('tells the products themselves, not what they are parts of or belong to', () => {
    expect(titlesInOnix(REFERENCE)).toEqual([
      {
        line: 1,
        identifier: ISBN,
        title: 'De aanslag & meer',
        facets: {
          material: 'book',
          language: 'dut',
          audience: 'adult',
          classifications: [{ scheme: 'nur', notation: '301' }],
        },
      },
      {
        line: 2,
        identifier: 'nl.cb.2',
        title: null,
        facets: { material: 'book', language: 'und', audience: 'unknown', classifications: [] },
      },
    ]);
  });

  it('is understood in short tags as well', () => {
    expect(titlesInOnix(SHORT)).toEqual([
      {
        line: 1,
        identifier: '0306406152',
        title: 'Études',
        facets: {
          material: 'score',
          language: 'fre',
          audience: 'youth',
          classifications: [{ scheme: 'ddc', notation: '780' }],
        },
      },
    ]);
  });

  it.each([
    ['is no ONIX', '<html><body>Niet gevonden</body></html>', /no ONIX message: it begins with 'html'/],
    ['breaks off', REFERENCE.slice(0, 900), /not well-formed at line/],
    ['is damaged', REFERENCE.replace('</DescriptiveDetail>', ''), /not well-formed at line/],
  ])('is refused when it %s', (_what, text, message) => {
    expect(() => titlesInOnix(text)).toThrow(
      expect.objectContaining({ code: 'onix.malformed', message: expect.stringMatching(message) }),
    );
  });
});

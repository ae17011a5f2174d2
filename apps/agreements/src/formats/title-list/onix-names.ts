/** The short tags of the elements that are read, with their reference names (ONIX for Books 3.0). */
const REFERENCE: Readonly<Record<string, string>> = {
  ONIXmessage: 'ONIXMessage',
  product: 'Product',
  a001: 'RecordReference',
  productidentifier: 'ProductIdentifier',
  b221: 'ProductIDType',
  b244: 'IDValue',
  descriptivedetail: 'DescriptiveDetail',
  b012: 'ProductForm',
  productpart: 'ProductPart',
  collection: 'Collection',
  titledetail: 'TitleDetail',
  b202: 'TitleType',
  titleelement: 'TitleElement',
  b203: 'TitleText',
  b030: 'TitlePrefix',
  b031: 'TitleWithoutPrefix',
  language: 'Language',
  b253: 'LanguageRole',
  b252: 'LanguageCode',
  subject: 'Subject',
  b067: 'SubjectSchemeIdentifier',
  b069: 'SubjectCode',
  audience: 'Audience',
  b204: 'AudienceCodeType',
  b206: 'AudienceCodeValue',
  relatedmaterial: 'RelatedMaterial',
  relatedproduct: 'RelatedProduct',
};

/** The reference name of an element, whichever of its names and prefixes is used. */
export function referenceName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1);
  return REFERENCE[local] ?? local;
}

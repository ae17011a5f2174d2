export { type DocumentAbout, type Table, TaggedDocument } from './document.ts';

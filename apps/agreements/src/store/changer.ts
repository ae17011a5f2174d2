/** Who changes something, as its history tells. */
export interface Changer {
  readonly name: string;
}

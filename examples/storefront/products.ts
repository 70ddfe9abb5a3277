export interface Product {
  readonly name: string;
  readonly description: string;
  readonly picture: string;
  readonly priceCents: number;
}

export const PRODUCTS: readonly Product[] = [
  {
    name: 'Pour-over kettle',
    description: 'Holds 900 ml at the degree you set, for as long as you talk.',
    picture: '🫖',
    priceCents: 7_900,
  },
  {
    name: 'Hand grinder',
    description: 'Forty clicks between Turkish and French press.',
    picture: '⚙️',
    priceCents: 12_400,
  },
  {
    name: 'House blend, 500 g',
    description: 'Roasted on Mondays. Chocolate, cherry, a clear conscience.',
    picture: '☕',
    priceCents: 1_650,
  },
];

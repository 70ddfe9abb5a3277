/** Line breaks, terminal escapes, and marks that turn the direction of what follows: text of others ends up in terminals. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

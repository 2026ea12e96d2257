// The receipt of an idea as people read it. Phone-safe.

/** In groups of four: ACDE-FGHJ-KMNP. Twin of `grouped` in workshop/domain/idea_receipts.py. */
export function grouped(receipt) {
  return receipt.match(/.{1,4}/g).join("-");
}

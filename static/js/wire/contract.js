// The protocol's numbers. Made by `python -m workshop.contract.document`; do not edit. Phone-safe.

export const PROTOCOL = 3;
export const LIMITS = {"text": 280, "message": 16000, "grace": 20};

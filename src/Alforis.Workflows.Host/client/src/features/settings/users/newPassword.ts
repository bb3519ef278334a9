/** No letters that look like others: people read it to each other. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password that nobody guesses: 20 letters, of 56 each. */
export function newPassword(length = 20) {
  let password = '';
  while (password.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // Bytes beyond the last whole round would favour the first letters.
      if (byte < letters.length * Math.floor(256 / letters.length) && password.length < length) password += letters[byte % letters.length];
    }
  }
  return password;
}

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (§5.3.3). */
export const INITIAL_STATE: Int32Array = Int32Array.from(
  firstPrimes(8),
  (prime) => fractionBits(Math.sqrt(prime)),
);

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2). */
export const ROUND_CONSTANTS: Int32Array = Int32Array.from(
  firstPrimes(64),
  (prime) => fractionBits(Math.cbrt(prime)),
);

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

function fractionBits(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
}

import fc from "fast-check";

// The same examples on every machine and in every run: a failure is one that anyone can repeat.
fc.configureGlobal({ seed: 20251031 });

export default fc;

/** The lines of a text file that are not empty, one after another. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await Deno.open(path);
  const pieces: string[] = [];
  for await (const chunk of file.readable.pipeThrough(new TextDecoderStream())) {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      pieces.push(chunk.slice(from, end));
      const line = pieces.join("");
      pieces.length = 0;
      if (line !== "") yield line;
      from = end + 1;
    }
    pieces.push(chunk.slice(from));
  }
  const last = pieces.join("");
  if (last !== "") yield last;
}

import { linesOf, type MimeBundle, type Output, textOf } from "./notebook.ts";

/** A message of the Jupyter protocol, version 5, as the server's WebSocket carries it. */
export interface KernelMessage {
  readonly channel: string;
  readonly header: { readonly msg_type: string; readonly msg_id: string };
  readonly parent_header: { readonly msg_id?: string };
  readonly content: Record<string, unknown>;
}

/** The outputs of a notebook's cells, gathered from the kernel's messages as a front end does. */
export class Outputs {
  readonly #cells: Output[][] = [];
  readonly #displays = new Map<string, Output[]>();

  /** Outputs from here on belong to a new cell. */
  beginCell(): Output[] {
    const outputs: Output[] = [];
    this.#cells.push(outputs);
    return outputs;
  }

  /** Takes a message for the latest cell; messages that are no output change nothing. */
  take({ header, content }: KernelMessage): void {
    const cell = this.#cells.at(-1)!;
    switch (header.msg_type) {
      case "stream":
        return addStream(cell, content.name as string, content.text as string);
      case "display_data":
        return this.#display(cell, content);
      case "update_display_data":
        return this.#update(content);
      case "execute_result":
        cell.push({
          output_type: "execute_result",
          data: storedBundle(content.data as MimeBundle),
          metadata: storedMetadata(content),
          execution_count: content.execution_count as number,
        });
        return;
      case "error":
        cell.push({
          output_type: "error",
          ename: content.ename as string,
          evalue: content.evalue as string,
          traceback: content.traceback as string[],
        });
        return;
      case "clear_output":
        cell.length = 0;
        return;
    }
  }

  #display(cell: Output[], content: Record<string, unknown>): void {
    const output: Output = {
      output_type: "display_data",
      data: storedBundle(content.data as MimeBundle),
      metadata: storedMetadata(content),
    };
    cell.push(output);
    const id = displayId(content);
    if (id !== undefined) this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }

  #update(content: Record<string, unknown>): void {
    for (const output of this.#displays.get(displayId(content) ?? "") ?? []) {
      if (output.output_type !== "display_data") continue;
      output.data = storedBundle(content.data as MimeBundle);
      output.metadata = storedMetadata(content);
    }
  }
}

function displayId(content: Record<string, unknown>): string | undefined {
  return (content.transient as { display_id?: string } | undefined)?.display_id;
}

function addStream(cell: Output[], name: string, text: string): void {
  const last = cell.at(-1);
  if (last?.output_type === "stream" && last.name === name) {
    last.text = linesOf(textOf(last.text) + text);
  } else {
    cell.push({ output_type: "stream", name, text: linesOf(text) });
  }
}

/** Text by lines, as nbformat stores it; JSON and binary data (base64) stay as they are. */
function storedBundle(bundle: MimeBundle): MimeBundle {
  const isText = (type: string) =>
    type.startsWith("text/") || type === "image/svg+xml" || type === "application/javascript";
  return Object.fromEntries(
    Object.entries(bundle).map(([type, value]) => [
      type,
      isText(type) && typeof value === "string" ? linesOf(value) : value,
    ]),
  );
}

/** What a picture says for those who cannot see it, where nbconvert looks for it: its own words. */
function storedMetadata(content: Record<string, unknown>): Record<string, unknown> {
  const data = content.data as MimeBundle;
  const pictures = ["image/png", "image/svg+xml"].filter((type) => type in data);
  const alt = data["text/plain"];
  return {
    ...content.metadata as Record<string, unknown>,
    ...Object.fromEntries(alt === undefined ? [] : pictures.map((type) => [type, { alt }])),
  };
}

// The lists beside the index: how they are read, and the one of names, which suggestions and results share.

/** Read one of our lists, which is packed. Rejects where it is missing. @param {Promise<Response>} asked @returns {Promise<string>} */
export async function readList(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  // A host may have unpacked the file by itself.
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return new Response(isPacked ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes).text();
}

/** Read what a language's pages and entries are called, in the order of items; a part of a page is nothing, an event has no title.
 * @returns {Promise<{ kinds: Record<string, string>, rows: { kind: string, title: string, url: string, pinyin: string[] | 0 }[] }>}
 */
export async function readNames(asked) {
  const { kinds, kind, title, url, pinyin } = JSON.parse(await readList(asked));
  let page = "";
  const rows = title.map((name, i) => {
    const isPage = url[i].endsWith("/");
    if (isPage) page = url[i];
    return { kind: kind[i], title: name, url: isPage ? page : `${page}#${url[i]}`, pinyin: pinyin[i] };
  });
  return { kinds, rows };
}
